import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  updateIncidentBody,
  updateIncidentsBody,
  createIncidentBody,
  startPagerDutyHarness,
  type VendorClientHarness,
} from './harness.js';

let harness: VendorClientHarness;
beforeEach(async () => {
  harness = await startPagerDutyHarness();
});
afterEach(() => harness.sandbox.sandbox.stop());

/** Opens an incident and gives its id. */
async function openIncident(details: object = {}): Promise<string> {
  return (await harness.post('/incidents', createIncidentBody(details))).data.incident.id;
}

function assigneeChange(id: string): object {
  return { assignments: [{ assignee: { id, type: 'user_reference' } }] };
}

function resolveBodies(count: number): object {
  return updateIncidentsBody(...Array.from({ length: count }, () => ({ id: 'QNOTHERE', status: 'resolved' })));
}

async function readIncident(id: string) {
  return (await harness.get(`/incidents/${id}`)).data.incident;
}

describe('opening an incident', () => {
  test('answers 201 with all that was asked for', async () => {
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

  test('assigned to somebody else stays triggered, to oneself begins acknowledged', async () => {
    expect((await readIncident(await openIncident(assigneeChange('PUSR003')))).status).toBe('triggered');
    expect((await readIncident(await openIncident(assigneeChange('PUSR001')))).status).toBe('acknowledged');
  });

  test('with a key in use is refused until the open one is resolved', async () => {
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
  test('acknowledges in the name of From', async () => {
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

  test('resolves, and then nobody is assigned', async () => {
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

  test('reopens what was resolved', async () => {
    const id = await openIncident();
    await harness.put(`/incidents/${id}`, updateIncidentBody({ status: 'resolved' }));
    const { data } = await harness.put(`/incidents/${id}`, updateIncidentBody({ status: 'triggered' }));
    expect([data.incident.status, data.incident.resolved_at]).toEqual(['triggered', null]);
  });

  test('renames, reprioritises by name, quietens and moves it', async () => {
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

  test('hands it to a person or up its escalation policy', async () => {
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

  test('writes a note, answered with 200 and not 201', async () => {
    const id = await openIncident();
    const { status, data } = await harness.post(`/incidents/${id}/notes`, { note: { content: 'Lamps lit.' } });
    expect([status, data.note]).toMatchObject([200, { content: 'Lamps lit.', user: { id: 'PUSR001' } }]);
    expect((await harness.get(`/incidents/${id}/notes`)).data.notes).toEqual([data.note]);
  });
});

describe('snoozing an incident', () => {
  test('answers 201 and says when it wakes', async () => {
    const id = await openIncident();
    await harness.put(`/incidents/${id}`, updateIncidentBody({ status: 'acknowledged' }));
    const { status, data } = await harness.post(`/incidents/${id}/snooze`, { duration: 3600 });
    expect([status, data.incident.pending_actions]).toEqual([
      201,
      [{ type: 'unacknowledge', at: '2026-03-18T13:00:00Z' }],
    ]);
  });

  test('is refused unless somebody acknowledged it', async () => {
    const { status, data } = await harness.post(`/incidents/${await openIncident()}/snooze`, { duration: 3600 });
    expect([status, data.error.code]).toEqual([400, 1012]);
  });
});

describe('merging incidents', () => {
  test('resolves the source for that reason and answers a reference', async () => {
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

describe('changing many at once', () => {
  test('acknowledges one and resolves another in one call', async () => {
    const [first, second] = [await openIncident(), await openIncident()];
    const { status, data } = await harness.put(
      '/incidents',
      updateIncidentsBody(
        { id: first, status: 'acknowledged' },
        { id: second, status: 'resolved', resolution: 'Gone.' },
      ),
    );
    expect(status).toBe(200);
    expect(data.incidents.map((incident: { id: string; status: string }) => [incident.id, incident.status])).toEqual([
      [first, 'acknowledged'],
      [second, 'resolved'],
    ]);
  });

  test('is all or nothing: one unknown id refuses the rest', async () => {
    const id = await openIncident();
    const { status, data } = await harness.put(
      '/incidents',
      updateIncidentsBody({ id, status: 'resolved' }, { id: 'QNOTHERE', status: 'resolved' }),
    );
    expect([status, data.error.code]).toEqual([400, 1004]);
    expect((await readIncident(id)).status).toBe('triggered');
  });

  test('takes 250 and not one more', async () => {
    expect((await harness.put('/incidents', resolveBodies(250))).status).toBe(400);
    expect((await harness.put('/incidents', resolveBodies(251))).status).toBe(413);
  });
});
