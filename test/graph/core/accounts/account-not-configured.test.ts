import { describe, expect, test } from '@jest/globals';
import { mockGateway } from '../../mock-gateway.js';
import { incidentList, incidentBody, cloudflareResult } from '../../upstream-responses.js';

const BOTH = '{ incidents { nodes { number } } pagerDutyDestinations { nodes { name } } }';

describe('without a Cloudflare account', () => {
  const { pagerduty, run } = mockGateway({ cloudflare: { byKey: {} } });

  test('incidents are returned, and destinations are NOT_CONFIGURED at their path', async () => {
    pagerduty.expects('GET', '/incidents').respondsWith(200, incidentList([{}]));
    const { data, errors } = await run(BOTH);
    expect(data).toEqual({ incidents: { nodes: [{ number: 1234 }] }, pagerDutyDestinations: null });
    expect(errors).toMatchObject([
      {
        message: 'Cloudflare is not configured on this gateway.',
        path: ['pagerDutyDestinations'],
        extensions: { code: 'NOT_CONFIGURED', retryable: false },
      },
    ]);
  });

  test('the account is null', async () => {
    expect(await run('{ cloudflareAccount { key } }')).toEqual({ status: 200, data: { cloudflareAccount: null } });
  });

  test('a mutation reports it, and that nothing was sent', async () => {
    const { data, errors } = await run('mutation { createPagerDutyConnectToken(input: {}) { token } }');
    expect(data).toEqual({ createPagerDutyConnectToken: null });
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_CONFIGURED', outcome: 'NOT_SENT' } }]);
  });
});

describe('without a PagerDuty account', () => {
  const { cloudflare, run } = mockGateway({ pagerduty: { byKey: {} } });

  test('destinations are returned, and incidents are NOT_CONFIGURED at their path', async () => {
    cloudflare
      .expects('GET', '/destinations/pagerduty')
      .respondsWith(200, cloudflareResult([{ id: 'd1', name: 'Mail' }]));
    const { data, errors } = await run(BOTH);
    expect(data).toEqual({ incidents: null, pagerDutyDestinations: { nodes: [{ name: 'Mail' }] } });
    expect(errors).toMatchObject([{ path: ['incidents'], extensions: { code: 'NOT_CONFIGURED' } }]);
  });

  test('an incident cannot be triggered', async () => {
    const document =
      'mutation { triggerIncident(input: { service: { pagerDutyId: "P1" }, title: "x" }) { userErrors { code } } }';
    const { data, errors } = await run(document);
    expect(data).toEqual({ triggerIncident: null });
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_CONFIGURED', outcome: 'NOT_SENT' } }]);
  });
});

describe('an account', () => {
  const { pagerduty, run } = mockGateway();

  test.each([
    ['incidents', '{ incidents(account: "third") { nodes { id } } }'],
    ['incident', '{ incident(account: "third", by: { number: 1 }) { id } }'],
    ['services', '{ services(account: "third") { nodes { id } } }'],
    ['service', '{ service(account: "third", by: { pagerDutyId: "P1" }) { id } }'],
    ['pagerDutyDestinations', '{ pagerDutyDestinations(account: "third") { nodes { id } } }'],
    ['incidents', '{ incidents(account: "__proto__") { nodes { id } } }'],
    ['incidents', '{ incidents(account: "") { nodes { id } } }'],
  ])('that is not configured is BAD_USER_INPUT on %s', async (field, document) => {
    const { data, errors } = await run(document);
    expect(data).toEqual({ [field]: null });
    expect(errors).toMatchObject([{ path: [field], extensions: { code: 'BAD_USER_INPUT', field: ['account'] } }]);
  });

  test('that is not configured is INVALID_INPUT in every mutation', async () => {
    const incident = 'account: "third", incident: { number: 1 }';
    const { data, errors } = await run(`mutation {
      a: acknowledgeIncident(input: { ${incident} }) { userErrors { code field } }
      b: resolveIncident(input: { ${incident} }) { userErrors { code field } }
      c: addIncidentNote(input: { ${incident}, content: "x" }) { userErrors { code field } }
      d: acknowledgeIncidents(input: { account: "third", incidents: [{ number: 1 }] }) { userErrors { code field } }
      e: resolveIncidents(input: { account: "third", incidents: [{ number: 1 }] }) { userErrors { code field } }
      f: createPagerDutyConnectToken(input: { account: "third" }) { userErrors { code field } }
      g: deletePagerDutyDestinations(input: { account: "third", expectedIds: [] }) { userErrors { code field } }
    }`);
    expect(errors).toBeUndefined();
    const refused = { userErrors: [{ code: 'INVALID_INPUT', field: ['input', 'account'] }] };
    expect(data).toEqual(Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((alias) => [alias, refused])));
  });

  test('may be named by its key', async () => {
    pagerduty.expects('GET', '/incidents/1').respondsWith(200, incidentBody());
    const document = '{ incident(account: "second", by: { number: 1 }) { account { key } } }';
    expect((await run(document)).data).toEqual({ incident: { account: { key: 'second' } } });
  });
});
