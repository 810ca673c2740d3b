import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  updateIncidentBody,
  createIncident,
  createIncidentBody,
  startPagerDutyHarness,
  type VendorClientHarness,
} from './harness.js';

let harness: VendorClientHarness;
beforeEach(async () => {
  harness = await startPagerDutyHarness();
});
afterEach(() => harness.testSandbox.sandbox.stop());

const openIncident = (details?: object) => createIncident(harness, details);

function assigneeChange(id: string): object {
  return { assignments: [{ assignee: { id, type: 'user_reference' } }] };
}

async function readIncident(id: string) {
  return (await harness.get(`/incidents/${id}`)).data.incident;
}

describe('creating an incident', () => {
  test('returns 201 with all requested fields', async () => {
    const { status, data } = await harness.post(
      '/incidents',
      createIncidentBody({
        urgency: 'low',
        priority: { id: 'PPRIO02', type: 'priority_reference' },
        incident_key: 'port/fog',
        incident_type: { name: 'major_incident' },
        escalation_policy: { id: 'PESC003', type: 'escalation_policy_reference' },
        body: { type: 'incident_body', details: 'Nothing to be seen.' },
      }),
    );
    expect(status).toBe(201);
    expect(data.incident).toMatchObject({
      status: 'triggered',
      title: 'Fog over the port',
      urgency: 'low',
      incident_key: 'port/fog',
      priority: { id: 'PPRIO02' },
      incident_type: { name: 'major_incident' },
      escalation_policy: { id: 'PESC003' },
    });
    const { body } = (await harness.get(`/incidents/${data.incident.id}`, { 'include[]': 'body' })).data.incident;
    expect(body).toEqual({ type: 'incident_body', details: 'Nothing to be seen.' });
  });

  test('starts triggered when it is assigned to another user, acknowledged when assigned to oneself', async () => {
    expect((await readIncident(await openIncident(assigneeChange('PUSR003')))).status).toBe('triggered');
    expect((await readIncident(await openIncident(assigneeChange('PUSR001')))).status).toBe('acknowledged');
  });

  test('is refused while an open incident has the same key', async () => {
    const id = await openIncident({ incident_key: 'port/fog' });
    const again = await harness.post('/incidents', createIncidentBody({ incident_key: 'port/fog' }));
    expect([again.status, again.data]).toEqual([
      400,
      {
        error: {
          message: 'Arguments Caused Error',
          code: 2002,
          errors: ['Open incident with matching dedup key already exists on this service'],
        },
      },
    ]);
    await harness.put(`/incidents/${id}`, updateIncidentBody({ status: 'resolved' }));
    expect((await harness.post('/incidents', createIncidentBody({ incident_key: 'port/fog' }))).status).toBe(201);
  });
});

describe('changing an incident', () => {
  test('acknowledges as the user of the From header', async () => {
    const id = await openIncident();
    const { status, data } = await harness.put(`/incidents/${id}`, updateIncidentBody({ status: 'acknowledged' }));
    expect([status, data.incident.status]).toEqual([200, 'acknowledged']);
    expect(data.incident.acknowledgements).toMatchObject([{ acknowledger: { id: 'PUSR001' } }]);
    expect(data.incident.assignments).toMatchObject([{ assignee: { id: 'PUSR001' } }]);
    const { log_entries } = (await harness.get(`/incidents/${id}/log_entries`)).data;
    expect(log_entries.slice(0, 2).map((entry: { type: string }) => entry.type)).toEqual([
      'assign_log_entry',
      'acknowledge_log_entry',
    ]);
  });

  test('resolves and removes the assignments', async () => {
    const id = await openIncident();
    const resolved = updateIncidentBody({ status: 'resolved', resolution: 'The fog lifted.' });
    expect((await harness.put(`/incidents/${id}`, resolved)).data.incident).toMatchObject({
      status: 'resolved',
      resolved_at: '2026-03-18T12:00:00Z',
      assignments: [],
      acknowledgements: [],
      pending_actions: [],
    });
  });

  test('reopens a resolved incident', async () => {
    const id = await openIncident();
    await harness.put(`/incidents/${id}`, updateIncidentBody({ status: 'resolved' }));
    const { data } = await harness.put(`/incidents/${id}`, updateIncidentBody({ status: 'triggered' }));
    expect([data.incident.status, data.incident.resolved_at]).toEqual(['triggered', null]);
  });

  test('changes title, priority by name, urgency and service', async () => {
    const id = await openIncident();
    const service = { id: 'PSVC003', type: 'service_reference' };
    await harness.put(
      `/incidents/${id}`,
      updateIncidentBody({ title: 'Haze', priority: 'P4', urgency: 'low', service }),
    );
    expect(await readIncident(id)).toMatchObject({
      title: 'Haze',
      priority: { summary: 'P4' },
      urgency: 'low',
      service: { id: 'PSVC003' },
    });
  });

  test('reassigns it to a user or escalates it', async () => {
    const id = await openIncident();
    await harness.put(`/incidents/${id}`, updateIncidentBody(assigneeChange('PUSR010')));
    expect(await readIncident(id)).toMatchObject({
      assigned_via: 'direct_assignment',
      assignments: [{ assignee: { id: 'PUSR010' } }],
    });
    await harness.put(`/incidents/${id}`, updateIncidentBody({ escalation_level: 3 }));
    expect(await readIncident(id)).toMatchObject({
      assigned_via: 'escalation_policy',
      assignments: [{ assignee: { id: 'PUSR001' } }],
    });
  });

  test('creates a note with status 200, not 201', async () => {
    const id = await openIncident();
    const { status, data } = await harness.post(`/incidents/${id}/notes`, { note: { content: 'Lamps lit.' } });
    expect([status, data.note]).toMatchObject([200, { content: 'Lamps lit.', user: { id: 'PUSR001' } }]);
    expect((await harness.get(`/incidents/${id}/notes`)).data.notes).toEqual([data.note]);
  });
});

describe('snoozing an incident', () => {
  test('returns 201 with the end of the snooze', async () => {
    const id = await openIncident();
    await harness.put(`/incidents/${id}`, updateIncidentBody({ status: 'acknowledged' }));
    const { status, data } = await harness.post(`/incidents/${id}/snooze`, { duration: 3600 });
    expect([status, data.incident.pending_actions]).toEqual([
      201,
      [{ type: 'unacknowledge', at: '2026-03-18T13:00:00Z' }],
    ]);
  });

  test('is refused unless the incident is acknowledged', async () => {
    const { status, data } = await harness.post(`/incidents/${await openIncident()}/snooze`, { duration: 3600 });
    expect([status, data.error.code]).toEqual([400, 1012]);
  });
});

describe('merging incidents', () => {
  test('resolves the source with a reason and returns a reference', async () => {
    const into = await openIncident();
    const query = { 'service_ids[]': ['PSVC004'], 'statuses[]': ['triggered'] };
    const from = (await harness.get('/incidents', query)).data.incidents[0].id;
    const sources = { source_incidents: [{ id: from, type: 'incident_reference' }] };
    const { status, data } = await harness.put(`/incidents/${into}/merge`, sources);
    expect([status, data.incident]).toMatchObject([200, { id: into, type: 'incident_reference' }]);
    expect(await readIncident(from)).toMatchObject({
      status: 'resolved',
      resolve_reason: { type: 'merge_resolve_reason', incident: { id: into } },
    });
    expect((await harness.put(`/incidents/${into}/merge`, sources)).data.error.code).toBe(1019);
  });
});
