import { describe, expect, test } from '@jest/globals';
import { sandboxGateway } from './sandbox-gateway.js';

const stage = sandboxGateway();

describe('a monitoring tool', () => {
  const actor = 'tomasz.wilk@example.com';
  const values = [
    { name: 'ACTION', value: 'raised' },
    { name: 'MSG', value: 'disk full on db03' },
    { name: 'TIME', value: '03:00' },
  ];

  test('triggers with one fixed document, then acknowledges and resolves what it was told, each time by its e-mail', async () => {
    const { triggerIncident } = await stage.sdk.SendMonitoringAlert({ values, actor });
    expect(triggerIncident).toEqual({
      incident: {
        id: expect.stringMatching(/^pagerduty:\/\/main\/Incident\//),
        title: 'Alert raised for disk full on db03 at 03:00',
      },
      userErrors: [],
    });
    const input = { incident: { id: triggerIncident?.incident?.id ?? '' }, actor };
    const { acknowledgeIncident } = await stage.sdk.AcknowledgeIncident({ input });
    expect(acknowledgeIncident).toMatchObject({
      changed: true,
      incident: { status: 'ACKNOWLEDGED', acknowledgements: [{ by: { name: 'Tomasz Wilk' } }] },
      userErrors: [],
    });
    const { resolveIncident } = await stage.sdk.ResolveIncident({ input });
    expect(resolveIncident).toMatchObject({ changed: true, incident: { status: 'RESOLVED' }, userErrors: [] });
    const writes = stage.sent.filter(({ method }) => method !== 'GET');
    expect(writes.map(({ method, from }) => [method, from])).toEqual([
      ['POST', actor],
      ['PUT', actor],
      ['PUT', actor],
    ]);
  });

  test('without an e-mail of its own writes in the name of the gateway’s', async () => {
    await stage.sdk.SendMonitoringAlert({ values });
    expect(stage.sent.at(-1)).toMatchObject({ method: 'POST', from: stage.sandbox.pagerduty.from });
  });

  test('with the e-mail of nobody is told so, and nobody is paged', async () => {
    const { triggerIncident } = await stage.sdk.SendMonitoringAlert({ values, actor: 'nobody@example.com' });
    expect(triggerIncident).toMatchObject({
      incident: null,
      userErrors: [{ code: 'ACTOR_UNKNOWN', field: ['input', 'actor'] }],
    });
  });
});

describe('connecting PagerDuty to Cloudflare', () => {
  test('makes a token, lets a person pick services, links them, and takes them away again', async () => {
    const { createPagerDutyConnectToken: step1 } = await stage.sdk.CreateConnectToken();
    const token = step1?.token ?? '';
    const consentUrl = step1?.consentUrl ?? '';
    expect(consentUrl).toContain(token);

    const early = await stage.sdk.ConnectPagerDuty({ token });
    expect(early.connectPagerDuty).toMatchObject({
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

    const { connectPagerDuty } = await stage.sdk.ConnectPagerDuty({ token });
    expect(connectPagerDuty).toMatchObject({ connectionId: expect.any(String), userErrors: [] });
    expect(connectPagerDuty?.destinations?.map(({ name }) => name)).toContain(picked);

    const again = await stage.sdk.ConnectPagerDuty({ token });
    expect(again.connectPagerDuty?.userErrors).toMatchObject([{ code: 'CONNECT_TOKEN_REJECTED' }]);

    const { pagerDutyDestinations } = await stage.sdk.ListDestinations();
    const expectedIds = pagerDutyDestinations?.nodes.map(({ id }) => id) ?? [];
    const dry = await stage.sdk.DeleteDestinations({ expectedIds, dryRun: true });
    expect(dry.deletePagerDutyDestinations).toMatchObject({ deletedIds: [], userErrors: [] });
    const { deletePagerDutyDestinations } = await stage.sdk.DeleteDestinations({ expectedIds, dryRun: false });
    expect(deletePagerDutyDestinations).toMatchObject({ destinations: [], userErrors: [] });
    expect(deletePagerDutyDestinations?.deletedIds.toSorted()).toEqual(expectedIds.toSorted());
    expect((await stage.sdk.ListDestinations()).pagerDutyDestinations?.totalCount).toBe(0);
  });

  test('keeps every destination when one was not expected', async () => {
    const before = (await stage.sdk.ListDestinations()).pagerDutyDestinations;
    const expectedIds = before?.nodes.slice(1).map(({ cloudflareId }) => cloudflareId) ?? [];
    const { deletePagerDutyDestinations } = await stage.sdk.DeleteDestinations({ expectedIds, dryRun: false });
    expect(deletePagerDutyDestinations).toMatchObject({
      deletedIds: [],
      userErrors: [{ code: 'CONFIRMATION_REQUIRED' }],
    });
    expect((await stage.sdk.ListDestinations()).pagerDutyDestinations?.totalCount).toBe(before?.totalCount);
  });
});

describe('with PagerDuty out of reach', () => {
  test('destinations still answer', async () => {
    await stage.sandbox.stopPagerDuty();
    const { data, errors } = await stage.run(`{
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
