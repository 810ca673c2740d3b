import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  fieldValues,
  toList,
  startTestSandbox,
  textField,
  type HttpResponse,
  type Json,
  type TestSandbox,
} from '../../harness.js';

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

function snoozeIncident(id: string, body: unknown): Promise<HttpResponse> {
  return harness.pagerduty(`/incidents/${id}/snooze`, { body });
}

function mergeIncidents(into: string, ...sources: readonly string[]): Promise<HttpResponse> {
  const body = { source_incidents: sources.map((id) => ({ id, type: 'incident_reference' })) };
  return harness.pagerduty(`/incidents/${into}/merge`, { method: 'PUT', body });
}

async function logEntryCount(id: string): Promise<Json | undefined> {
  return (await harness.pagerduty(`/incidents/${id}/log_entries?total=true`)).json['total'];
}

describe('snoozing', () => {
  test('returns 201 and moves the end of the acknowledgement, after which the incident is triggered again', async () => {
    await putIncident('PINC060', { status: 'acknowledged' });
    const response = await snoozeIncident('PINC060', { duration: 7200 });
    expect(response.status).toBe(201);
    expect(response.json['incident']).toMatchObject({
      status: 'acknowledged',
      pending_actions: [{ type: 'unacknowledge', at: '2026-03-18T14:00:00Z' }],
    });
    harness.advanceClock(121 * MINUTE);
    expect(await readIncident('PINC060')).toMatchObject({ status: 'triggered', acknowledgements: [] });
  });

  test('is only for acknowledged incidents', async () => {
    const response = await snoozeIncident('PINC060', { duration: 60 });
    expect(response.status).toBe(400);
    expect(response.json).toMatchObject({ error: { code: 1012, message: 'Incident is not Acknowledged' } });
  });

  test.each([0, 604_801, 1.5, '60', undefined])('accepts no duration of %p', async (duration) => {
    await putIncident('PINC060', { status: 'acknowledged' });
    const response = await snoozeIncident('PINC060', { duration });
    expect(response.status).toBe(400);
    expect(response.json).toMatchObject({ error: { code: 1013, message: 'Snooze Duration is Invalid' } });
  });
});

describe('merging', () => {
  test('returns a reference, moves the alerts and resolves the sources with a reason', async () => {
    const before = Number((await readIncident('PINC056'))?.['alert_counts']?.['all']);
    const moved = Number((await readIncident('PINC057'))?.['alert_counts']?.['all']);
    const response = await mergeIncidents('PINC056', 'PINC057', 'PINC060');
    expect(response.status).toBe(200);
    expect(response.json['incident']).toMatchObject({ id: 'PINC056', type: 'incident_reference' });
    expect(response.json['incident']).not.toHaveProperty('status');
    expect((await readIncident('PINC056'))?.['alert_counts']).toMatchObject({
      all: before + moved,
      triggered: before + moved,
    });
    expect(await readIncident('PINC057')).toMatchObject({
      status: 'resolved',
      alert_counts: { all: 0 },
      resolve_reason: { type: 'merge_resolve_reason', incident: { id: 'PINC056', type: 'incident_reference' } },
    });
  });

  test('accepts a resolved source and keeps the time of its end', async () => {
    await putIncident('PINC057', { status: 'resolved' });
    harness.advanceClock(MINUTE);
    expect((await mergeIncidents('PINC056', 'PINC057')).status).toBe(200);
    expect(await readIncident('PINC057')).toMatchObject({
      resolved_at: '2026-03-18T12:00:00Z',
      resolve_reason: { incident: { id: 'PINC056' } },
    });
  });

  test('refuses an incident without alerts that was not created by hand', async () => {
    const alerts = fieldValues((await harness.pagerduty('/incidents/PINC057/alerts')).json['alerts'], 'id');
    const moved = alerts.map((id) => ({ id, type: 'alert', incident: { id: 'PINC056' } }));
    await harness.pagerduty('/incidents/PINC057/alerts', { method: 'PUT', body: { alerts: moved } });
    expect((await readIncident('PINC057'))?.['is_mergeable']).toBe(false);
    expect((await mergeIncidents('PINC056', 'PINC057')).json).toMatchObject({ error: { code: 2001 } });
  });

  test.each([
    ['itself', 'PINC056', 2001],
    ['an unknown incident', 'PNOSUCH', 1004],
  ])('an incident with %s is refused and changes nothing', async (_what, source, code) => {
    const response = await mergeIncidents('PINC056', 'PINC057', source);
    expect(response.status).toBe(400);
    expect(response.json).toMatchObject({ error: { code } });
    expect(await readIncident('PINC057')).toMatchObject({ status: 'triggered', resolve_reason: null });
  });

  test('a merged source is refused with 1019, a resolved target with 1001, an unknown one with 404', async () => {
    await mergeIncidents('PINC056', 'PINC057');
    expect((await mergeIncidents('PINC055', 'PINC057')).json).toMatchObject({ error: { code: 1019 } });
    expect((await mergeIncidents('PINC057', 'PINC056')).json).toMatchObject({ error: { code: 1001 } });
    expect((await mergeIncidents('PNOSUCH', 'PINC056')).status).toBe(404);
  });
});

describe('updating fields', () => {
  test('title and urgency are updated by one PUT, the status is not', async () => {
    const { json } = await putIncident('PINC060', { title: ' Refunds stuck ', urgency: 'low' });
    expect(json['incident']).toMatchObject({ title: 'Refunds stuck', urgency: 'low', status: 'triggered' });
  });

  test('named users become the assignees, and the incident no longer escalates', async () => {
    const assignments = ['PUSR006', 'PUSR007'].map((id) => ({ assignee: { id, type: 'user_reference' } }));
    const { json } = await putIncident('PINC060', { assignments });
    expect(json['incident']).toMatchObject({ assigned_via: 'direct_assignment', pending_actions: [] });
    expect(toList(json['incident']?.['assignments']).map((one) => textField(one['assignee'], 'id'))).toEqual([
      'PUSR006',
      'PUSR007',
    ]);
  });

  test('another policy starts at its first level', async () => {
    const { json } = await putIncident('PINC060', {
      escalation_policy: { id: 'PESC004', type: 'escalation_policy_reference' },
    });
    expect(json['incident']).toMatchObject({
      escalation_policy: { id: 'PESC004' },
      assigned_via: 'escalation_policy',
      assignments: [{ assignee: { id: 'PUSR011' } }],
    });
  });

  test('a refused update leaves no log entry', async () => {
    const before = await logEntryCount('PINC060');
    await putIncident('PINC060', { title: 'New', status: 'snoozed' });
    expect(await logEntryCount('PINC060')).toBe(before);
  });
});

test('a user’s key needs no From header and acts as its user', async () => {
  const own = await startTestSandbox({ keyType: 'user' });
  try {
    const headers = { from: '' };
    expect((await own.pagerduty('/users/me', { headers })).json['user']).toMatchObject({ id: 'PUSR001', type: 'user' });
    const body = { note: { content: 'Seen.' } };
    const { json } = await own.pagerduty('/incidents/PINC060/notes', { body, headers });
    expect(json['note']?.['user']).toMatchObject({ id: 'PUSR001' });
    expect(
      fieldValues((await own.pagerduty('/incidents/PINC060/notes', { headers })).json['notes'], 'content'),
    ).toEqual(['Seen.']);
  } finally {
    await own.sandbox.stop();
  }
});
