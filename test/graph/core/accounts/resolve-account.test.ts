import { describe, expect, test } from '@jest/globals';
import { CLOUDFLARE_ID, CLOUDFLARE_TOKEN, mockGateway, pagerdutyAccount, PAGERDUTY_KEY } from '../../mock-gateway.js';
import { incidentList, incidentBody, cloudflareResult, wireService } from '../../upstream-responses.js';

const SECOND_KEY = 'u+notARealSecondKey';
const SECOND_ID = '9f8e105f4ecef8ad9ca31a8372d0c353';
const SECOND_PREFIX = `/client/v4/accounts/${SECOND_ID}/alerting/v3`;
const cloudflareAccount = { baseUrl: 'https://api.cloudflare.com/client/v4', apiToken: CLOUDFLARE_TOKEN };

const { pagerduty, cloudflare, run } = mockGateway({
  pagerduty: {
    byKey: {
      main: pagerdutyAccount,
      second: { ...pagerdutyAccount, apiToken: SECOND_KEY, from: 'second@example.com' },
    },
    defaultKey: 'main',
  },
  cloudflare: {
    byKey: {
      main: { ...cloudflareAccount, accountId: CLOUDFLARE_ID },
      second: { ...cloudflareAccount, accountId: SECOND_ID },
    },
    defaultKey: 'main',
  },
});

/** The tokens of the requests to PagerDuty. */
const requestTokens = () => pagerduty.sent.map(({ headers }) => headers['authorization']?.replace('Token token=', ''));

const secondGlobalId = (type: string, id: string) => `pagerduty://second/${type}/${id}`;

describe('with two PagerDuty accounts', () => {
  test('the default account applies without an argument', async () => {
    pagerduty.expects('GET', '/incidents').respondsWith(200, incidentList([{}]));
    expect((await run('{ incidents { nodes { id } } }')).data).toEqual({
      incidents: { nodes: [{ id: 'pagerduty://main/Incident/PT4KHLK' }] },
    });
    expect(requestTokens()).toEqual([PAGERDUTY_KEY]);
  });

  test.each([
    [
      'incident',
      incidentBody(),
      `incident(by: { id: "${secondGlobalId('Incident', 'PT4KHLK')}" }) { account { key } }`,
    ],
    [
      'node',
      incidentBody(),
      `node(id: "${secondGlobalId('Incident', 'PT4KHLK')}") { ... on Incident { account { key } } }`,
    ],
  ])('a global id selects its account in %s', async (field, response, selection) => {
    pagerduty.expects('GET', '/incidents/PT4KHLK').respondsWith(200, response);
    expect((await run(`{ ${selection} }`)).data).toEqual({ [field]: { account: { key: 'second' } } });
    expect(requestTokens()).toEqual([SECOND_KEY]);
  });

  test('a global id in a filter selects the account of a list', async () => {
    pagerduty.expects('GET', '/incidents').respondsWith(200, incidentList([]));
    await run(
      `{ incidents(filter: { services: [{ id: "${secondGlobalId('PagerDutyService', 'PIJ90N7')}" }] }) { nodes { id } } }`,
    );
    expect(requestTokens()).toEqual([SECOND_KEY]);
  });

  test('a global id selects the account to change and its actor', async () => {
    pagerduty.expects('PUT', '/incidents/PT4KHLK').respondsWith(200, incidentBody({ status: 'resolved' }));
    const { data } = await run(
      `mutation { resolveIncident(input: { incident: { id: "${secondGlobalId('Incident', 'PT4KHLK')}" } }) { incident { id } } }`,
    );
    expect(data).toEqual({ resolveIncident: { incident: { id: secondGlobalId('Incident', 'PT4KHLK') } } });
    expect(pagerduty.call().headers).toMatchObject({ from: 'second@example.com' });
    expect(requestTokens()).toEqual([SECOND_KEY]);
  });

  test('an argument that contradicts an id is refused at the id before any call', async () => {
    const disagreeing = `account: "main", incident: { id: "${secondGlobalId('Incident', 'PT4KHLK')}" }`;
    const { data } = await run(`mutation {
      a: resolveIncident(input: { ${disagreeing} }) { userErrors { code field } }
      b: reopenIncident(input: { ${disagreeing} }) { userErrors { code field } }
      c: snoozeIncident(input: { ${disagreeing}, durationSeconds: 60 }) { userErrors { code field } }
    }`);
    const refused = { userErrors: [{ code: 'INVALID_INPUT', field: ['input', 'incident', 'id'] }] };
    expect(data).toEqual({ a: refused, b: refused, c: refused });
    const { errors } = await run(
      `{ incident(account: "main", by: { id: "${secondGlobalId('Incident', 'PT4KHLK')}" }) { id } }`,
    );
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: ['by', 'id'] } }]);
  });

  test('ids of two accounts in one input are refused at the second account’s id', async () => {
    const { data } = await run(`mutation { mergeIncidents(input: {
      into: { id: "${secondGlobalId('Incident', 'P1')}" }, sources: [{ id: "pagerduty://main/Incident/P2" }]
    }) { userErrors { code field } } }`);
    expect(data).toEqual({
      mergeIncidents: { userErrors: [{ code: 'INVALID_INPUT', field: ['input', 'sources', '0', 'id'] }] },
    });
  });

  test('each has its own root fields', async () => {
    pagerduty
      .expects('GET', '/services')
      .respondsWith(200, { services: [wireService()], limit: 25, offset: 0, more: false });
    const { data } = await run('{ pagerDutyAccount(key: "second") { key services { nodes { id } } } }');
    const nodes = [{ id: secondGlobalId('PagerDutyService', 'PIJ90N7') }];
    expect(data).toEqual({ pagerDutyAccount: { key: 'second', services: { nodes } } });
    expect(requestTokens()).toEqual([SECOND_KEY]);
  });

  test('cursors of one are invalid in the other', async () => {
    pagerduty.expects('GET', '/incidents').respondsWith(200, incidentList([{}], { more: true }));
    const page = await run<{ incidents: { pageInfo: { endCursor: string } } }>(
      '{ incidents(first: 1) { pageInfo { endCursor } } }',
    );
    const { endCursor: after } = page.data.incidents.pageInfo;
    const { errors } = await run(
      'query ($after: String) { incidents(account: "second", after: $after) { nodes { id } } }',
      { after },
    );
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: ['after'] } }]);
  });
});

const DESTINATIONS = '/destinations/pagerduty';
const ONE_DESTINATION = cloudflareResult([{ id: 'd1', name: 'Mail' }]);

describe('with two Cloudflare accounts', () => {
  test.each([SECOND_ID, 'second'])('one is named by %s', async (account) => {
    cloudflare.expects('GET', SECOND_PREFIX + DESTINATIONS).respondsWith(200, ONE_DESTINATION);
    const { data } = await run(
      'query ($account: String) { pagerDutyDestinations(account: $account) { nodes { id account { cloudflareId } } } }',
      { account },
    );
    const nodes = [{ id: 'cloudflare://second/PagerDutyDestination/d1', account: { cloudflareId: SECOND_ID } }];
    expect(data).toEqual({ pagerDutyDestinations: { nodes } });
  });

  test.each([SECOND_ID, 'second'])('cloudflareAccount finds %s', async (key) => {
    const { data } = await run('query ($key: String) { cloudflareAccount(key: $key) { key id } }', { key });
    expect(data).toEqual({
      cloudflareAccount: { key: 'second', id: `cloudflare://second/CloudflareAccount/${SECOND_ID}` },
    });
  });

  test('the default account applies without an argument', async () => {
    cloudflare.expects('GET', DESTINATIONS).respondsWith(200, ONE_DESTINATION);
    const { data } = await run('{ pagerDutyDestinations { nodes { id } } }');
    expect(data).toEqual({ pagerDutyDestinations: { nodes: [{ id: 'cloudflare://main/PagerDutyDestination/d1' }] } });
  });

  test('a global id selects its account', async () => {
    cloudflare.expects('GET', SECOND_PREFIX + DESTINATIONS).respondsWith(200, ONE_DESTINATION);
    const { data } = await run(
      '{ node(id: "cloudflare://second/PagerDutyDestination/d1") { ... on PagerDutyDestination { name } } }',
    );
    expect(data).toEqual({ node: { name: 'Mail' } });
  });

  test('a mutation of one does not delete the destinations of the other', async () => {
    const { data } = await run(`mutation { deletePagerDutyDestinations(input: {
      account: "${SECOND_ID}", expectedIds: ["cloudflare://main/PagerDutyDestination/d1"]
    }) { deletedIds userErrors { code field } } }`);
    expect(data).toEqual({
      deletePagerDutyDestinations: {
        deletedIds: [],
        userErrors: [{ code: 'INVALID_INPUT', field: ['input', 'expectedIds', '0'] }],
      },
    });
  });

  test('services match the destinations of the requested account', async () => {
    pagerduty.expects('GET', '/services/PIJ90N7').respondsWith(200, { service: wireService() });
    cloudflare.expects('GET', SECOND_PREFIX + DESTINATIONS).respondsWith(200, ONE_DESTINATION);
    const { data } = await run(
      `{ service(by: { pagerDutyId: "PIJ90N7" }) { destinations(account: "${SECOND_ID}") { id } } }`,
    );
    expect(data).toEqual({ service: { destinations: [{ id: 'cloudflare://second/PagerDutyDestination/d1' }] } });
  });
});
