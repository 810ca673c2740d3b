import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startPagerDutyHarness, type VendorClientHarness } from './harness.js';

let harness: VendorClientHarness;
beforeEach(async () => {
  harness = await startPagerDutyHarness();
});
afterEach(() => harness.testSandbox.sandbox.stop());

const INCIDENT = '/incidents/PINC058';

describe('notes', () => {
  test('are changed and deleted', async () => {
    const { id } = (await harness.post(`${INCIDENT}/notes`, { note: { content: 'Fog.' } })).data.note;
    const changed = await harness.put(`${INCIDENT}/notes/${id}`, { note: { content: 'Haze.' } });
    expect([changed.status, changed.data.note]).toMatchObject([200, { id, content: 'Haze.' }]);
    expect((await harness.delete(`${INCIDENT}/notes/${id}`)).status).toBe(204);
    expect((await harness.get(`${INCIDENT}/notes`)).data.notes.map((note: { id: string }) => note.id)).not.toContain(
      id,
    );
  });
});

describe('alerts', () => {
  test('are moved together and resolved one by one', async () => {
    const { alerts } = (await harness.get(`${INCIDENT}/alerts`)).data;
    const incident = { id: 'PINC060', type: 'incident_reference' };
    const moved = await harness.put(`${INCIDENT}/alerts`, { alerts: [{ id: alerts[0].id, type: 'alert', incident }] });
    expect([moved.status, moved.data.alerts]).toMatchObject([200, [{ id: alerts[0].id, incident: { id: 'PINC060' } }]]);
    const one = `/incidents/PINC060/alerts/${alerts[0].id}`;
    const { status, data } = await harness.put(one, { alert: { type: 'alert', status: 'resolved' } });
    expect([status, data.alert.status]).toEqual([200, 'resolved']);
  });
});

describe('custom fields', () => {
  test('have values, and keep those that an update omits', async () => {
    const path = '/incidents/PINC060/custom_fields/values';
    const { status, data } = await harness.put(path, { custom_fields: [{ name: 'ports', value: ['island'] }] });
    expect(status).toBe(201);
    expect((await harness.get(path)).data).toEqual(data);
    const values = data.custom_fields.flatMap(({ name, value }: { name: string; value: unknown }) =>
      value === null ? [] : [[name, value]],
    );
    expect(Object.fromEntries(values)).toEqual({ environment: 'production', affected_sailings: 12, ports: ['island'] });
  });
});

describe('people involved in an incident', () => {
  test('get status updates', async () => {
    const { status, data } = await harness.post(`${INCIDENT}/status_updates`, { message: 'Mitigating' });
    expect([status, data.status_update]).toMatchObject([200, { message: 'Mitigating', sender: { id: 'PUSR001' } }]);
  });

  test('get a responder request, which can be cancelled', async () => {
    const target = { id: 'PUSR009', type: 'user_reference' };
    const asked = await harness.post(`${INCIDENT}/responder_requests`, {
      requester_id: 'PUSR001',
      message: 'Please help',
      responder_request_targets: [{ responder_request_target: target }],
    });
    expect([asked.status, asked.data.responder_request.message]).toEqual([200, 'Please help']);
    const { incident } = (await harness.get(INCIDENT)).data;
    expect(incident.incidents_responders).toMatchObject([{ state: 'pending', user: { id: 'PUSR009' } }]);
    const cancelled = await harness.put(`${INCIDENT}/responder_requests/cancel`, {
      requester_id: 'PUSR001',
      responder_request_targets: [target],
    });
    expect(cancelled.data.responder_request_targets).toEqual([{ ...target, result: 'cancelled' }]);
  });
});

describe('the account', () => {
  test('lists all log entries, newest first', async () => {
    const query = { since: '2026-03-01T00:00:00Z', 'include[]': ['incidents', 'channels'], limit: '100' };
    const { status, data } = await harness.get('/log_entries', query);
    const times = data.log_entries.map((entry: { created_at: string }) => entry.created_at);
    expect([status, times]).toEqual([200, times.toSorted().toReversed()]);
    expect(data.log_entries[0].incident.type).toBe('incident');
  });

  test('has incident types', async () => {
    const { data } = await harness.get('/incidents/types', { filter: 'all' });
    expect(data.incident_types).toHaveLength(4);
    expect((await harness.get('/incidents/types/major_incident')).data.incident_type).toEqual(data.incident_types[1]);
  });

  test('has custom fields for each incident type', async () => {
    const { data } = await harness.get('/incidents/types/major_incident/custom_fields');
    expect(data.fields).toMatchObject([{ name: 'commander', data_type: 'string', field_type: 'single_value' }]);
    expect(data.fields[0]).not.toHaveProperty('field_options');
  });

  test('creates, changes and ends a maintenance window', async () => {
    const services = [{ id: 'PSVC001', type: 'service_reference' }];
    const plan = {
      type: 'maintenance_window',
      start_time: '2026-03-18T12:00:00Z',
      end_time: '2026-03-18T14:00:00Z',
      services,
    };
    const made = await harness.post('/maintenance_windows', { maintenance_window: plan });
    expect(made.status).toBe(201);
    const path = `/maintenance_windows/${made.data.maintenance_window.id}`;
    const later = { ...plan, end_time: '2026-03-18T15:00:00Z' };
    const changed = await harness.put(path, { maintenance_window: later });
    expect(changed.data.maintenance_window.end_time).toBe('2026-03-18T15:00:00Z');
    expect((await harness.get('/maintenance_windows', { filter: 'ongoing' })).data.maintenance_windows).toHaveLength(2);
    expect((await harness.get(path)).data).toEqual(changed.data);
    expect((await harness.delete(path)).status).toBe(204);
    expect((await harness.delete(path)).status).toBe(405);
  });

  test('lists who is on call in a schedule', async () => {
    const window = { since: '2026-03-18T12:00:00Z', until: '2026-04-18T12:00:00Z' };
    expect((await harness.get('/schedules/PSCHED1/users', window)).data.users).toHaveLength(3);
  });

  test('returns an integration by its id', async () => {
    const { status, data } = await harness.get('/services/PSVC003/integrations/PINTG10');
    expect([status, data.integration]).toMatchObject([200, { id: 'PINTG10', service: { id: 'PSVC003' } }]);
  });

  test('has audit records, page by page', async () => {
    const window = { since: '2026-02-20T12:00:00Z', limit: '2' };
    const { status, data } = await harness.get('/audit/records', window);
    expect([status, data.records]).toMatchObject([200, [{ action: 'update' }, { action: 'update' }]]);
    const next = await harness.get('/audit/records', { ...window, cursor: data.next_cursor });
    expect([next.data.records.length, next.data.next_cursor]).toEqual([1, null]);
  });
});

describe('what happened around an incident', () => {
  test('has the changes before it', async () => {
    const { change_events: events } = (await harness.get('/incidents/PINC055/related_change_events')).data;
    expect(events).toMatchObject([{ summary: 'Deployed booking-api build 881' }]);
    const { data } = await harness.get(`/change_events/${events[0].id}`);
    expect(data.change_event).toMatchObject({ id: events[0].id, type: 'change_event' });
  });

  test.each(['past_incidents', 'related_incidents'])('has %s', async (name) => {
    const { status, data } = await harness.get(`${INCIDENT}/${name}`);
    expect([status, data[name]]).toEqual([
      200,
      expect.arrayContaining([expect.objectContaining({ incident: expect.anything() })]),
    ]);
  });

  test('has its frequency', async () => {
    const { data } = await harness.get(`${INCIDENT}/outlier_incident`);
    expect(data.outlier_incident.incident.occurrence.category).toBe('anomaly');
  });
});
