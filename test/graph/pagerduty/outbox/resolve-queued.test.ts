import { expect, test } from '@jest/globals';
import { mkdtempSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wireIncident } from '../../../upstream/pagerduty/wire-incident.js';
import { mockGatewayPerTest } from '../../mock-gateway.js';
import type { SentRequest } from '../../mock-upstream.js';
import { incidentList } from '../../upstream-responses.js';

const folder = mkdtempSync(join(tmpdir(), 'outbox-'));

/** Nothing is delivered, because the gateway does not listen. */
const { pagerduty, events, run } = mockGatewayPerTest({
  deadlineMs: 1_000,
  tryTimeoutMs: 300,
  outbox: { file: join(folder, 'outbox'), ttlSeconds: 3_600 },
});

const service = { pagerDutyId: 'PSVC001' };
const TRIGGER = `mutation ($dedupKey: String!) { triggerIncident(input: {
  service: { pagerDutyId: "PSVC001" }, title: "Disk", dedupKey: $dedupKey, whenUnavailable: QUEUE
}) { queued { id mayHaveBeenSent } } }`;
const STATE = 'query ($id: ID!) { queuedTrigger(id: $id) { state } }';
const RESOLVE_MANY = `mutation ($incidents: [IncidentRef!]!) { resolveIncidents(input: { incidents: $incidents }) {
  results { changed cancelledTriggers incident { pagerDutyId } userErrors { code field message } } userErrors { code }
} }`;
const RESOLVE = `mutation ($incident: IncidentRef!) { resolveIncident(input: { incident: $incident }) {
  changed
} }`;

const MAY_HAVE_BEEN_SENT =
  'A queued trigger with this dedup key may have reached PagerDuty. Resolve again when it is delivered.';
const LATER = { code: 'UPSTREAM_UNAVAILABLE', outcome: 'NOT_SENT', retryable: true, retryAfterSeconds: 5 };

const byKey = (dedupKey: string) => ({ dedup: { service, dedupKey } });
const isLookup = (dedupKey: string) => (sent: SentRequest) => sent.query.get('incident_key') === dedupKey;
const resolveMany = (...incidents: readonly object[]) => run<Record<string, object>>(RESOLVE_MANY, { incidents });

/** Queues a trigger; `ECONNREFUSED` sends nothing, `ECONNRESET` may have. */
async function queue(dedupKey: string, code: 'ECONNREFUSED' | 'ECONNRESET'): Promise<string> {
  let isDown = true;
  pagerduty.allows('POST', ({ path }) => isDown && path === '/incidents').failsWith(code);
  pagerduty.allows('GET', ({ path }) => isDown && path === '/incidents').failsWith(code);
  const { data } = await run<{ triggerIncident: { queued: { id: string; mayHaveBeenSent: boolean } } }>(TRIGGER, {
    dedupKey,
  });
  isDown = false;
  const { id, mayHaveBeenSent } = data.triggerIncident.queued;
  expect(mayHaveBeenSent).toBe(code === 'ECONNRESET');
  return id;
}

async function stateOf(id: string): Promise<string> {
  return (await run<{ queuedTrigger: { state: string } }>(STATE, { id })).data.queuedTrigger.state;
}

test('a bulk resolve cancels triggers that were never sent, and states it for each incident', async () => {
  const id = await queue('short', 'ECONNREFUSED');
  const open = wireIncident({ id: 'POPEN', status: 'resolved' });
  pagerduty.expects('GET', isLookup('open')).respondsWith(200, incidentList([open]));
  for (const key of ['short', 'unknown']) pagerduty.expects('GET', isLookup(key)).respondsWith(200, incidentList([]));
  pagerduty.expects('PUT', '/incidents').respondsWith(200, { incidents: [open] });
  const { data } = await resolveMany(...['short', 'open', 'unknown', 'short'].map(byKey));
  const cancelled = { changed: false, cancelledTriggers: 1, incident: null, userErrors: [] };
  expect(data['resolveIncidents']).toMatchObject({
    results: [
      cancelled,
      { cancelledTriggers: 0, incident: { pagerDutyId: 'POPEN' }, userErrors: [] },
      { cancelledTriggers: 0, incident: null, userErrors: [{ code: 'NOT_FOUND', field: ['input', 'incidents', '2'] }] },
      cancelled,
    ],
    userErrors: [{ code: 'PARTIALLY_APPLIED' }],
  });
  expect(await stateOf(id)).toBe('CANCELLED');
});

test('a bulk resolve keeps what it cancelled if PagerDuty is unavailable', async () => {
  const id = await queue('outage', 'ECONNREFUSED');
  pagerduty.allows('GET', isLookup('outage')).failsWith('ECONNREFUSED');
  const { data, errors } = await resolveMany(byKey('outage'));
  expect(errors).toBeUndefined();
  expect(data['resolveIncidents']).toMatchObject({
    results: [{ cancelledTriggers: 1, incident: null, userErrors: [{ code: 'NOT_ATTEMPTED' }] }],
  });
  expect(await stateOf(id)).toBe('CANCELLED');
});

test('no resolve overtakes a trigger that may have been sent', async () => {
  const first = await queue('sent', 'ECONNRESET');
  const behind = await run<{ triggerIncident: { queued: { id: string } } }>(TRIGGER, { dedupKey: 'sent' });
  const field = ['input', 'incidents', '0'];
  const message = `Queued triggers were cancelled: 1. ${MAY_HAVE_BEEN_SENT}`;
  expect((await resolveMany(byKey('sent'))).data['resolveIncidents']).toMatchObject({
    results: [{ cancelledTriggers: 1, incident: null, userErrors: [{ code: 'NOT_ATTEMPTED', field, message }] }],
  });
  expect(await stateOf(behind.data.triggerIncident.queued.id)).toBe('CANCELLED');
  const many = await resolveMany(byKey('sent'));
  expect(many.errors).toMatchObject([{ message: MAY_HAVE_BEEN_SENT, extensions: LATER }]);
  const one = await run(RESOLVE, { incident: byKey('sent') });
  expect(one.errors).toMatchObject([{ message: MAY_HAVE_BEEN_SENT, extensions: LATER }]);
  expect(await stateOf(first)).toBe('WAITING');
  expect(pagerduty.sent.filter(({ method }) => method === 'PUT')).toEqual([]);
});

test('a resolve without an incident may be repeated if nobody knows what waits', async () => {
  const keys = ['unknown-one', 'unknown-many'];
  for (const key of keys) await queue(key, 'ECONNREFUSED');
  for (const key of keys) pagerduty.expects('GET', isLookup(key)).respondsWith(200, incidentList([]));
  const moved = `${folder}.moved`;
  renameSync(folder, moved);
  const one = await run(RESOLVE, { incident: byKey('unknown-one') });
  const many = await resolveMany(byKey('unknown-many'));
  renameSync(moved, folder);
  for (const { errors } of [one, many]) {
    expect(errors).toMatchObject([{ message: expect.stringContaining('may wait'), extensions: LATER }]);
  }
});

const send = (event: string) =>
  run<{ sendAlertEvent: object }>(`mutation { sendAlertEvent(input: {
    integration: "monitoring", whenUnavailable: QUEUE, event: { ${event} }
  }) { accepted queued { action } } }`);

test('a resolve waits for a trigger in flight, and follows it if it is queued', async () => {
  // A matcher does not get the body, but its request is the last one.
  const sends = (action: string) => () => (events.call().body as { event_action: string }).event_action === action;
  events.allows('POST', sends('trigger')).hangs();
  events.allows('POST', sends('resolve')).respondsWith(202, { status: 'success', dedup_key: 'flight' });
  const trigger = send('trigger: { summary: "Disk", source: "db03", severity: CRITICAL, dedupKey: "flight" }');
  while (events.sent.length === 0) await new Promise((tick) => setTimeout(tick, 5));
  const resolved = await send('resolve: { dedupKey: "flight" }');
  expect((await trigger).data.sendAlertEvent).toEqual({ accepted: false, queued: { action: 'TRIGGER' } });
  expect(resolved.data.sendAlertEvent).toEqual({ accepted: false, queued: { action: 'RESOLVE' } });
});
