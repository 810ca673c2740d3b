import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startTestSandbox, textField, toList, type HttpResponse, type Json, type TestSandbox } from '../../harness.js';
import { readSignedWebhooks } from './signed-webhooks.js';
import { startReceiver, type ReceivedWebhook, type WebhookReceiver } from '../../webhook-receiver.js';

let harness: TestSandbox;
let receiver: WebhookReceiver;
beforeEach(async () => {
  harness = await startTestSandbox();
  receiver = await startReceiver();
  harness.sandbox.subscribe({ url: receiver.url, secret: 'secret' });
});
afterEach(async () => {
  await harness.sandbox.stop();
  await receiver.stop();
});

const MINUTE = 60_000;

function put(change: object, id = 'PINC060'): Promise<HttpResponse> {
  return harness.pagerduty(`/incidents/${id}`, { method: 'PUT', body: { incident: { type: 'incident', ...change } } });
}

/** The webhooks of a change about an incident, without the note that ends the wait. */
async function webhooksOf(change: () => Promise<unknown>, id = 'PINC060'): Promise<readonly ReceivedWebhook[]> {
  await change();
  await harness.pagerduty(`/incidents/${id}/notes`, { body: { note: { content: 'The end.' } } });
  const about = () => receiver.received.filter(({ event }) => incidentIdIn(event) === id);
  while (!about().some(isLast)) await receiver.waitFor(receiver.received.length + 1);
  return about().filter((webhook) => !isLast(webhook));
}

const isLast = ({ event }: ReceivedWebhook) => textField(event['data'], 'content') === 'The end.';

const incidentIdIn = ({ data }: Json) => textField(data?.['incident'] ?? data, 'id');

const typesOf = async (change: () => Promise<unknown>) => (await webhooksOf(change)).map(({ type }) => type);

test('a new incident is reported with the fields of a webhook', async () => {
  const body = { incident: { type: 'incident', title: 'Fog', service: { id: 'PSVC001' }, incident_key: 'fog' } };
  const { json } = await harness.pagerduty('/incidents', { body });
  const id = textField(json['incident'], 'id');
  const [webhook] = await receiver.waitFor(1);
  expect(webhook?.event).toMatchObject({
    id: expect.stringMatching(/^[0-9A-Z]{26}$/),
    event_type: 'incident.triggered',
    resource_type: 'incident',
    occurred_at: '2026-03-18T12:00:00.000Z',
    agent: { id: 'PUSR001', type: 'user_reference', summary: 'Maren Solberg' },
    client: null,
  });
  expect(webhook?.event['data']).toEqual({
    id,
    type: 'incident',
    self: `https://api.pagerduty.com/incidents/${id}`,
    html_url: expect.stringContaining(id),
    number: 1261,
    status: 'triggered',
    incident_key: 'fog',
    created_at: '2026-03-18T12:00:00Z',
    reopened_at: null,
    title: 'Fog',
    service: expect.objectContaining({ id: 'PSVC001', type: 'service_reference', summary: 'Booking API' }),
    assignees: [expect.objectContaining({ type: 'user_reference' })],
    escalation_policy: expect.objectContaining({ id: 'PESC001' }),
    teams: [expect.objectContaining({ id: 'PTEAM01' })],
    priority: null,
    urgency: 'high',
    conference_bridge: null,
    resolve_reason: null,
    incident_type: { name: 'incident_default' },
  });
});

describe('changes of an incident', () => {
  test.each([
    ['acknowledged', { status: 'acknowledged' }, ['incident.acknowledged']],
    ['resolved', { status: 'resolved' }, ['incident.resolved']],
    ['escalated', { escalation_level: 2 }, ['incident.escalated']],
    ['delegated', { escalation_policy: { id: 'PESC004' } }, ['incident.delegated']],
    ['reassigned', { assignments: [{ assignee: { id: 'PUSR003' } }] }, ['incident.reassigned']],
    ['with another priority', { priority: 'P1' }, ['incident.priority_updated']],
    ['moved to another service', { service: { id: 'PSVC001' } }, ['incident.service_updated']],
    ['of another type', { incident_type: { name: 'major_incident' } }, ['incident.incident_type.changed']],
    [
      'with a bridge',
      { conference_bridge: { conference_url: 'https://meet.example.com/1' } },
      ['incident.conference_bridge.updated'],
    ],
    ['with another title', { title: 'Refunds stuck' }, []],
    ['with another urgency', { urgency: 'low' }, []],
  ])('%s', async (_name, change, types) => {
    expect(await typesOf(() => put(change))).toEqual(types);
  });

  test('an acknowledgement that ends by itself has no agent, and a reopening has its time', async () => {
    const webhooks = await webhooksOf(async () => {
      await put({ status: 'acknowledged' });
      await receiver.waitFor(1);
      await harness.timers.waitUntilIdle();
      harness.advanceClock(31 * MINUTE);
      await put({ status: 'resolved' });
      await put({ status: 'triggered' });
    });
    expect(webhooks.map(({ type, event }) => [type, event['agent']?.['id'], event['occurred_at']])).toEqual([
      ['incident.acknowledged', 'PUSR001', '2026-03-18T12:00:00.000Z'],
      ['incident.unacknowledged', undefined, '2026-03-18T12:30:00.000Z'],
      ['incident.resolved', 'PUSR001', '2026-03-18T12:31:00.000Z'],
      ['incident.reopened', 'PUSR001', '2026-03-18T12:31:00.000Z'],
    ]);
    expect(webhooks.map(({ event }) => event['data']?.['reopened_at'])).toEqual([
      null,
      null,
      null,
      '2026-03-18T12:31:00Z',
    ]);
    expect(webhooks[2]?.event['data']).toMatchObject({ status: 'resolved', assignees: [] });
  });

  test('an escalation by time has no agent', async () => {
    const [escalated] = await webhooksOf(async () => {
      harness.advanceClock(5 * MINUTE);
      await harness.pagerduty('/incidents/PINC060');
    });
    expect(escalated?.event).toMatchObject({ event_type: 'incident.escalated', agent: null });
  });

  test('a resolution is followed by its note', async () => {
    const [resolved, note] = await webhooksOf(() => put({ status: 'resolved', resolution: 'Drained.' }));
    expect(resolved?.type).toBe('incident.resolved');
    expect(note?.event).toMatchObject({
      event_type: 'incident.annotated',
      data: {
        type: 'incident_note',
        content: 'Resolution Note: Drained.',
        trimmed: false,
        incident: { id: 'PINC060', type: 'incident_reference', summary: 'Refund queue not draining' },
      },
    });
  });

  test('a snooze, an alert of an open incident and a changed note have no event', async () => {
    const types = await typesOf(async () => {
      await put({ status: 'acknowledged' });
      await harness.pagerduty('/incidents/PINC060/snooze', { body: { duration: 60 } });
    });
    expect(types).toEqual(['incident.acknowledged']);
  });

  test('a refused change has no event', async () => {
    expect(await typesOf(() => put({ status: 'acknowledged', escalation_level: 99 }))).toEqual([]);
  });

  test('a bulk update reports each incident', async () => {
    const incidents = ['PINC060', 'PINC059'].map((id) => ({ id, type: 'incident', status: 'resolved' }));
    await harness.pagerduty('/incidents', { method: 'PUT', body: { incidents } });
    const webhooks = await receiver.waitFor(2);
    expect(webhooks.map(({ event }) => event['data']?.['id'])).toEqual(['PINC060', 'PINC059']);
  });
});

test('a merge reports the source alone, as resolved with its reason', async () => {
  const sources = { source_incidents: [{ id: 'PINC059', type: 'incident_reference' }] };
  const merge = () => harness.pagerduty('/incidents/PINC060/merge', { method: 'PUT', body: sources });
  expect(await typesOf(merge)).toEqual([]);
  const webhooks = receiver.received.filter(({ event }) => incidentIdIn(event) === 'PINC059');
  expect(webhooks.map(({ type }) => type)).toEqual(['incident.resolved']);
  expect(webhooks[0]?.event['data']?.['resolve_reason']).toMatchObject({
    type: 'merge_resolve_reason',
    incident: { id: 'PINC060', type: 'incident_reference' },
  });
});

test('a long note is trimmed to what a webhook can hold', async () => {
  const body = { note: { content: 'ü'.repeat(30_000) } };
  await harness.pagerduty('/incidents/PINC060/notes', { body });
  const [webhook] = await receiver.waitFor(1);
  expect(webhook?.event['data']).toMatchObject({ trimmed: true, content: 'ü'.repeat(25_000) });
  expect(Buffer.byteLength(webhook?.body ?? '')).toBeLessThan(55 * 1024);
});

test('a status update and requested responders are reported', async () => {
  const webhooks = await webhooksOf(async () => {
    await harness.pagerduty('/incidents/PINC060/status_updates', { body: { message: 'Mitigation running' } });
    const targets = [
      { responder_request_target: { id: 'PUSR003', type: 'user_reference' } },
      { responder_request_target: { id: 'PESC001', type: 'escalation_policy_reference' } },
    ];
    const body = { requester_id: 'PUSR001', message: 'Please help', responder_request_targets: targets };
    await harness.pagerduty('/incidents/PINC060/responder_requests', { body });
  });
  expect(webhooks.map(({ type, event }) => [type, event['data']?.['type'], event['data']?.['message']])).toEqual([
    ['incident.status_update_published', 'incident_status_update', 'Mitigation running'],
    ['incident.responder.added', 'incident_responder', 'Please help'],
    ['incident.responder.added', 'incident_responder', 'Please help'],
  ]);
  expect(webhooks[1]?.event['data']).toMatchObject({
    user: { id: 'PUSR003' },
    escalation_policy: null,
    state: 'pending',
  });
  expect(webhooks[2]?.event['data']).toMatchObject({ escalation_policy: { id: 'PESC001' } });
});

test('events of the Events API have no agent, and no event reports a repeated trigger', async () => {
  const { routingKeys, eventsUrl } = harness.sandbox.pagerduty;
  const send = (event_action: string) =>
    fetch(`${eventsUrl}/v2/enqueue`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        routing_key: routingKeys['booking-api'],
        event_action,
        dedup_key: 'disk',
        payload: { summary: 'Disk full', source: 'db1', severity: 'critical' },
      }),
    });
  for (const action of ['trigger', 'trigger', 'acknowledge', 'resolve']) await send(action);
  const webhooks = await receiver.waitFor(3);
  expect(webhooks.map(({ type, event }) => [type, event['agent']])).toEqual([
    ['incident.triggered', null],
    ['incident.acknowledged', null],
    ['incident.resolved', null],
  ]);
  expect(webhooks[0]?.event['data']).toMatchObject({ incident_key: null, status: 'triggered' });
});

const fieldsOf = ({ data, ...event }: Json) => [event, data ?? {}].map((part) => Object.keys(part).toSorted());

test('the fields are those of recorded webhooks', async () => {
  await put({ status: 'acknowledged', priority: 'P1', escalation_policy: { id: 'PESC004' } });
  await put({ conference_bridge: { conference_url: 'https://meet.example.com/1' } });
  await harness.pagerduty('/incidents/PINC060/status_updates', { body: { message: 'Mitigation running' } });
  await put({ status: 'resolved', resolution: 'Drained.' });
  await harness.pagerduty('/webhook_subscriptions/PWHK0001/ping', { method: 'POST' });
  await receiver.waitFor(8);
  const recorded = readSignedWebhooks().webhooks.map(({ type, body }) => {
    const parsed = JSON.parse(body) as { event: Json };
    return [type, fieldsOf(parsed.event)] as const;
  });
  const expected = new Map(recorded);
  const compared = receiver.received.filter(({ type }) => expected.has(type));
  expect(compared.map(({ type }) => type)).toHaveLength(8);
  for (const { type, event } of compared) expect([type, fieldsOf(event)]).toEqual([type, expected.get(type)]);
});

test('every event that the log also knows has its entry', async () => {
  await put({ priority: 'P1' });
  await harness.pagerduty('/incidents/PINC060/status_updates', { body: { message: 'Mitigation running' } });
  const { json } = await harness.pagerduty('/incidents/PINC060/log_entries?include[]=channels');
  expect(toList(json['log_entries']).slice(0, 2)).toMatchObject([
    { type: 'status_update_log_entry', note: 'Mitigation running' },
    {
      type: 'priority_change_log_entry',
      summary: 'Priority changed from "P2" to "P1"',
      channel: { old_priority: 'P2', new_priority: 'P1' },
    },
  ]);
});
