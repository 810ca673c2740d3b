import { describe, expect, test } from '@jest/globals';
import { sandboxGateway } from './sandbox-gateway.js';

const gateway = sandboxGateway();

describe('a monitoring tool', () => {
  const actor = 'tomasz.wilk@example.com';
  const values = [
    { name: 'ACTION', value: 'raised' },
    { name: 'MSG', value: 'disk full on db03' },
    { name: 'TIME', value: '03:00' },
  ];

  test('triggers with one fixed document, then acknowledges and resolves with the returned reference and its e-mail', async () => {
    const triggered = await gateway.api.sendMonitoringAlert({ values, actor });
    expect(triggered).toEqual({
      incident: {
        id: expect.stringMatching(/^pagerduty:\/\/main\/Incident\//),
        title: 'Alert raised for disk full on db03 at 03:00',
      },
      userErrors: [],
    });
    const input = { incident: { id: triggered.incident?.id ?? '' }, actor };
    const acknowledged = await gateway.api.acknowledgeIncident({ input });
    expect(acknowledged).toMatchObject({
      changed: true,
      incident: { status: 'ACKNOWLEDGED', acknowledgements: [{ by: { name: 'Tomasz Wilk' } }] },
      userErrors: [],
    });
    const resolved = await gateway.api.resolveIncident({ input });
    expect(resolved).toMatchObject({ changed: true, incident: { status: 'RESOLVED' }, userErrors: [] });
    const writes = gateway.sent.filter(({ method }) => method !== 'GET');
    expect(writes.map(({ method, from }) => [method, from])).toEqual([
      ['POST', actor],
      ['PUT', actor],
      ['PUT', actor],
    ]);
  });

  test('without an e-mail writes as the gateway’s default actor', async () => {
    await gateway.api.sendMonitoringAlert({ values });
    expect(gateway.sent.at(-1)).toMatchObject({ method: 'POST', from: gateway.sandbox.pagerduty.from });
  });

  test('with an unknown e-mail is refused, and nobody is paged', async () => {
    const triggered = await gateway.api.sendMonitoringAlert({ values, actor: 'nobody@example.com' });
    expect(triggered).toMatchObject({
      incident: null,
      userErrors: [{ code: 'ACTOR_UNKNOWN', field: ['input', 'actor'] }],
    });
  });
});

describe('a caller who polls a list', () => {
  test('gets the same result with one call each time, and a change with the next', async () => {
    const look = () => gateway.api.listIncidents({ filter: { statuses: ['TRIGGERED'] }, first: 25 });
    const { nodes: before, ...rest } = await look();
    for (let time = 0; time < 3; time += 1) expect(await look()).toEqual({ nodes: before, ...rest });
    expect(gateway.sent.map(({ method }) => method)).toEqual(['GET', 'GET', 'GET', 'GET']);
    const [first, ...others] = before;
    await gateway.api.resolveIncident({ input: { incident: { id: first?.id ?? '' } } });
    expect((await look()).nodes).toEqual(others);
  });
});

describe('connecting PagerDuty to Cloudflare', () => {
  test('creates a token, lets a user select services, links them, and deletes them', async () => {
    const step1 = await gateway.api.createConnectToken();
    const token = step1.token ?? '';
    const consentUrl = step1.consentUrl ?? '';
    expect(consentUrl).toContain(token);

    const early = await gateway.api.connectPagerDuty({ token });
    expect(early).toMatchObject({
      connectionId: null,
      userErrors: [{ code: 'CONNECT_TOKEN_REJECTED' }],
    });

    const page = await (await fetch(consentUrl)).text();
    const picked = 'Booking API';
    expect(page).toContain(picked);
    const form = new URLSearchParams({ token, service: picked });
    expect((await fetch(new URL(consentUrl).href.split('?')[0] ?? '', { method: 'POST', body: form })).status).toBe(
      200,
    );

    const linked = await gateway.api.connectPagerDuty({ token });
    expect(linked).toMatchObject({ connectionId: expect.any(String), userErrors: [] });
    expect(linked.destinations?.map(({ name }) => name)).toContain(picked);

    const again = await gateway.api.connectPagerDuty({ token });
    expect(again.userErrors).toMatchObject([{ code: 'CONNECT_TOKEN_REJECTED' }]);

    const listed = await gateway.api.listDestinations();
    const expectedIds = listed.nodes.map(({ id }) => id);
    const dry = await gateway.api.deleteDestinations({ expectedIds, dryRun: true });
    expect(dry).toMatchObject({ deletedIds: [], userErrors: [] });
    const deleted = await gateway.api.deleteDestinations({ expectedIds, dryRun: false });
    expect(deleted).toMatchObject({ destinations: [], userErrors: [] });
    expect(deleted.deletedIds.toSorted()).toEqual(expectedIds.toSorted());
    expect((await gateway.api.listDestinations()).totalCount).toBe(0);
  });

  test('shows within one document that policies lost their deleted destinations', async () => {
    const expectedIds = (await gateway.api.listDestinations()).nodes.map(({ id }) => id);
    const left = 'affectedPolicies { policy { pagerDutyDestinations { id } } }';
    const { data } = await gateway.run(
      `mutation ($expectedIds: [ID!]!) {
        before: deletePagerDutyDestinations(input: { expectedIds: $expectedIds, dryRun: true }) { ${left} }
        after: deletePagerDutyDestinations(input: { expectedIds: $expectedIds }) { ${left} }
      }`,
      { expectedIds },
    );
    const some = { policy: { pagerDutyDestinations: expect.arrayContaining([expect.anything()]) } };
    expect(data).toMatchObject({ before: { affectedPolicies: expect.arrayContaining([some]) } });
    const none = { policy: { pagerDutyDestinations: [] } };
    expect(data?.['after']).toEqual({ affectedPolicies: [none, none, none] });
  });

  test('keeps every destination when one was not expected', async () => {
    const before = await gateway.api.listDestinations();
    const expectedIds = before.nodes.slice(1).map(({ cloudflareId }) => cloudflareId);
    const deleted = await gateway.api.deleteDestinations({ expectedIds, dryRun: false });
    expect(deleted).toMatchObject({
      deletedIds: [],
      userErrors: [{ code: 'CONFIRMATION_REQUIRED' }],
    });
    expect((await gateway.api.listDestinations()).totalCount).toBe(before.totalCount);
  });
});

describe('while PagerDuty is unavailable', () => {
  test('destinations are returned', async () => {
    await gateway.sandbox.stopPagerDuty();
    const { data, errors } = await gateway.run(`{
      incidents { nodes { number } }
      pagerDutyDestinations { nodes { name } }
      cloudflareAccount { pagerDutyEligibility { eligible } }
    }`);
    expect(data).toMatchObject({
      incidents: null,
      pagerDutyDestinations: {
        nodes: [{ name: 'Origin Watch (old)' }, { name: 'Payments Gateway' }, { name: 'Website Edge' }],
      },
      cloudflareAccount: { pagerDutyEligibility: { eligible: true } },
    });
    expect(errors).toMatchObject([{ path: ['incidents'], extensions: { code: 'UPSTREAM_UNAVAILABLE' } }]);
  });
});
