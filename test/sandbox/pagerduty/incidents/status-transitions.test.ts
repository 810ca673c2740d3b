import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startTestSandbox, type HttpResponse, type Json, type TestSandbox } from '../../harness.js';

let harness: TestSandbox;
beforeEach(async () => {
  harness = await startTestSandbox();
});
afterEach(() => harness.sandbox.stop());

const MINUTE = 60_000;

function putIncident(id: string, change: object): Promise<HttpResponse> {
  return harness.pagerduty(`/incidents/${id}`, { method: 'PUT', body: { incident: { type: 'incident', ...change } } });
}

async function readIncident(id: string): Promise<Json | undefined> {
  return (await harness.pagerduty(`/incidents/${id}`)).json['incident'];
}

describe('one incident', () => {
  test('acknowledging stops escalation and starts the timer of its service', async () => {
    const response = await putIncident('PINC060', { status: 'acknowledged' });
    expect(response.status).toBe(200);
    expect(response.json['incident']).toMatchObject({
      status: 'acknowledged',
      last_status_change_at: '2026-03-18T12:00:00Z',
      last_status_change_by: { id: 'PUSR001', type: 'user_reference' },
      acknowledgements: [{ at: '2026-03-18T12:00:00Z', acknowledger: { id: 'PUSR001' } }],
      pending_actions: [{ type: 'unacknowledge', at: '2026-03-18T12:30:00Z' }],
    });
  });

  test('acknowledging assigns the incident to the actor, alone or among many, instead of the former assignees', async () => {
    const before = await readIncident('PINC060');
    expect(before?.['assignments']?.['0']?.['assignee']).not.toMatchObject({ id: 'PUSR001' });
    const item = { id: 'PINC060', type: 'incident_reference', status: 'acknowledged' };
    const headers = { from: 'jonas.eklund@example.com' };
    const bulk = await harness.pagerduty('/incidents', { method: 'PUT', body: { incidents: [item] }, headers });
    expect(bulk.json['incidents']?.['0']).toMatchObject({
      assignments: [{ at: '2026-03-18T12:00:00Z', assignee: { id: 'PUSR006' } }],
      assigned_via: 'escalation_policy',
    });
    const after = await readIncident('PINC060');
    expect(after?.['assignments']).toHaveLength(1);
  });

  test('while it is triggered, its last status change is its last change of any kind', async () => {
    harness.advanceClock(MINUTE);
    const { json } = await putIncident('PINC060', { title: 'Refunds stuck' });
    expect(json['incident']).toMatchObject({
      updated_at: '2026-03-18T12:01:00Z',
      last_status_change_at: '2026-03-18T12:01:00Z',
    });
    await putIncident('PINC060', { status: 'acknowledged' });
    harness.advanceClock(MINUTE);
    expect((await putIncident('PINC060', { title: 'Refunds stuck again' })).json['incident']).toMatchObject({
      updated_at: '2026-03-18T12:02:00Z',
      last_status_change_at: '2026-03-18T12:01:00Z',
    });
  });

  test('acknowledging again is accepted and changes nothing', async () => {
    const first = await putIncident('PINC060', { status: 'acknowledged' });
    harness.advanceClock(MINUTE);
    const again = await putIncident('PINC060', { status: 'acknowledged' });
    expect(again.status).toBe(200);
    expect(again.json).toEqual(first.json);
  });

  test('resolving removes assignments, acknowledgements and pending actions', async () => {
    const { json } = await putIncident('PINC055', { status: 'resolved', resolution: 'Rolled back.' });
    expect(json['incident']).toMatchObject({
      status: 'resolved',
      resolved_at: '2026-03-18T12:00:00Z',
      assignments: [],
      acknowledgements: [],
      pending_actions: [],
      alert_counts: { triggered: 0 },
    });
  });

  test('resolving again is refused with 1001, or accepted with the option', async () => {
    await putIncident('PINC060', { status: 'resolved' });
    const refused = await putIncident('PINC060', { status: 'resolved' });
    expect(refused.status).toBe(400);
    expect(refused.json).toMatchObject({ error: { code: 1001, message: 'Incident Already Resolved' } });
    harness.sandbox.control.pagerduty.setSwitches({ repeatedResolve: 'accepted' });
    expect((await putIncident('PINC060', { status: 'resolved' })).status).toBe(200);
  });

  test('acknowledging a resolved incident reopens it for the caller', async () => {
    await putIncident('PINC060', { status: 'resolved' });
    const { json } = await putIncident('PINC060', { status: 'acknowledged' });
    expect(json['incident']).toMatchObject({
      status: 'acknowledged',
      resolved_at: null,
      assignments: [{ assignee: { id: 'PUSR001' } }],
    });
  });

  test('triggering a resolved incident reopens it for the policy', async () => {
    await putIncident('PINC060', { status: 'resolved' });
    const { json } = await putIncident('PINC060', { status: 'triggered' });
    expect(json['incident']).toMatchObject({
      status: 'triggered',
      assigned_via: 'escalation_policy',
      assignments: [{ assignee: { type: 'user_reference' } }],
    });
  });

  test('a priority is set by name and cleared by null', async () => {
    expect((await putIncident('PINC060', { priority: 'P1' })).json['incident']?.['priority']).toMatchObject({
      id: 'PPRIO01',
    });
    expect((await putIncident('PINC060', { priority: null })).json['incident']?.['priority']).toBeNull();
  });

  test('an escalation level that the policy does not have is refused with 1006', async () => {
    expect((await putIncident('PINC060', { escalation_level: 3 })).json).toMatchObject({ error: { code: 1006 } });
    const { json } = await putIncident('PINC060', { escalation_level: 2 });
    expect(json['incident']?.['assignments']).toHaveLength(2);
  });

  test('an unknown status is refused with the message of the list', async () => {
    const response = await putIncident('PINC060', { status: 'snoozed' });
    expect(response.json['error']?.['errors']).toEqual([
      'Status must be a list of triggered, acknowledged, or resolved.',
    ]);
  });

  test('an unknown incident is 404', async () => {
    expect((await putIncident('PNOSUCH', { status: 'resolved' })).status).toBe(404);
  });
});

describe('time', () => {
  test('an unacknowledged incident escalates to the next level', async () => {
    harness.advanceClock(4 * MINUTE);
    expect((await readIncident('PINC060'))?.['assignments']).toMatchObject([
      { at: '2026-03-18T12:04:00Z', assignee: { id: 'PUSR005' } },
      { at: '2026-03-18T12:04:00Z', assignee: { id: 'PUSR001' } },
    ]);
  });

  test('an acknowledgement expires, and the incident is triggered again', async () => {
    harness.advanceClock(13 * MINUTE);
    expect(await readIncident('PINC058')).toMatchObject({
      status: 'triggered',
      acknowledgements: [],
      last_status_change_at: '2026-03-18T12:12:00Z',
      last_status_change_by: { id: 'PSVC002', type: 'service_reference' },
    });
  });

  test('a snoozed incident is triggered again', async () => {
    harness.advanceClock(10 * 60 * MINUTE);
    expect(await readIncident('PINC050')).toMatchObject({ status: 'triggered' });
  });

  test('a service with a timeout resolves its incidents', async () => {
    harness.advanceClock(4 * 60 * MINUTE);
    expect(await readIncident('PINC057')).toMatchObject({ status: 'resolved' });
  });
});
