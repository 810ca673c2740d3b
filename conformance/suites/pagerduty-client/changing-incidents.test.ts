import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { change, changes, draft, openAccount, type Account } from './harness.js';

let account: Account;
beforeEach(async () => {
  account = await openAccount();
});
afterEach(() => account.stage.sandbox.stop());

/** Opens an incident and gives its id. */
async function opened(details: object = {}): Promise<string> {
  return (await account.post('/incidents', draft(details))).data.incident.id;
}

function assignedTo(id: string): object {
  return { assignments: [{ assignee: { id, type: 'user_reference' } }] };
}

function resolvedAll(count: number): object {
  return changes(...Array.from({ length: count }, () => ({ id: 'QNOTHERE', status: 'resolved' })));
}

async function read(id: string) {
  return (await account.get(`/incidents/${id}`)).data.incident;
}

describe('opening an incident', () => {
  test('answers 201 with all that was asked for', async () => {
    const { status, data } = await account.post(
      '/incidents',
      draft({
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
    const { body } = (await account.get(`/incidents/${data.incident.id}`, { 'include[]': 'body' })).data.incident;
    expect(body).toEqual({ type: 'incident_body', details: 'Nothing to be seen.' });
  });

  test('assigned to somebody else stays triggered, to oneself begins acknowledged', async () => {
    expect((await read(await opened(assignedTo('PUSR003')))).status).toBe('triggered');
    expect((await read(await opened(assignedTo('PUSR001')))).status).toBe('acknowledged');
  });

  test('with a key in use is refused until the open one is resolved', async () => {
    const id = await opened({ incident_key: 'port/fog' });
    const again = await account.post('/incidents', draft({ incident_key: 'port/fog' }));
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
    await account.put(`/incidents/${id}`, change({ status: 'resolved' }));
    expect((await account.post('/incidents', draft({ incident_key: 'port/fog' }))).status).toBe(201);
  });
});

describe('changing an incident', () => {
  test('acknowledges in the name of From', async () => {
    const id = await opened();
    const { status, data } = await account.put(`/incidents/${id}`, change({ status: 'acknowledged' }));
    expect([status, data.incident.status]).toEqual([200, 'acknowledged']);
    expect(data.incident.acknowledgements).toMatchObject([{ acknowledger: { id: 'PUSR001' } }]);
    expect(data.incident.assignments).toMatchObject([{ assignee: { id: 'PUSR001' } }]);
    const { log_entries } = (await account.get(`/incidents/${id}/log_entries`)).data;
    expect(log_entries.slice(0, 2).map((entry: { type: string }) => entry.type)).toEqual([
      'assign_log_entry',
      'acknowledge_log_entry',
    ]);
  });

  test('resolves, and then nobody is assigned', async () => {
    const id = await opened();
    const resolved = change({ status: 'resolved', resolution: 'The fog lifted.' });
    expect((await account.put(`/incidents/${id}`, resolved)).data.incident).toMatchObject({
      status: 'resolved',
      resolved_at: '2026-03-18T12:00:00Z',
      assignments: [],
      acknowledgements: [],
      pending_actions: [],
    });
  });

  test('reopens what was resolved', async () => {
    const id = await opened();
    await account.put(`/incidents/${id}`, change({ status: 'resolved' }));
    const { data } = await account.put(`/incidents/${id}`, change({ status: 'triggered' }));
    expect([data.incident.status, data.incident.resolved_at]).toEqual(['triggered', null]);
  });

  test('renames, reprioritises by name, quietens and moves it', async () => {
    const id = await opened();
    const service = { id: 'PSVC003', type: 'service_reference' };
    await account.put(`/incidents/${id}`, change({ title: 'Haze', priority: 'P4', urgency: 'low', service }));
    expect(await read(id)).toMatchObject({
      title: 'Haze',
      priority: { summary: 'P4' },
      urgency: 'low',
      service: { id: 'PSVC003' },
    });
  });

  test('hands it to a person or up its escalation policy', async () => {
    const id = await opened();
    await account.put(`/incidents/${id}`, change(assignedTo('PUSR010')));
    expect(await read(id)).toMatchObject({
      assigned_via: 'direct_assignment',
      assignments: [{ assignee: { id: 'PUSR010' } }],
    });
    await account.put(`/incidents/${id}`, change({ escalation_level: 3 }));
    expect(await read(id)).toMatchObject({
      assigned_via: 'escalation_policy',
      assignments: [{ assignee: { id: 'PUSR001' } }],
    });
  });

  test('writes a note, answered with 200 and not 201', async () => {
    const id = await opened();
    const { status, data } = await account.post(`/incidents/${id}/notes`, { note: { content: 'Lamps lit.' } });
    expect([status, data.note]).toMatchObject([200, { content: 'Lamps lit.', user: { id: 'PUSR001' } }]);
    expect((await account.get(`/incidents/${id}/notes`)).data.notes).toEqual([data.note]);
  });
});

describe('snoozing an incident', () => {
  test('answers 201 and says when it wakes', async () => {
    const id = await opened();
    await account.put(`/incidents/${id}`, change({ status: 'acknowledged' }));
    const { status, data } = await account.post(`/incidents/${id}/snooze`, { duration: 3600 });
    expect([status, data.incident.pending_actions]).toEqual([
      201,
      [{ type: 'unacknowledge', at: '2026-03-18T13:00:00Z' }],
    ]);
  });

  test('is refused unless somebody acknowledged it', async () => {
    const { status, data } = await account.post(`/incidents/${await opened()}/snooze`, { duration: 3600 });
    expect([status, data.error.code]).toEqual([400, 1012]);
  });
});

describe('merging incidents', () => {
  test('resolves the source for that reason and answers a reference', async () => {
    const into = await opened();
    const query = { 'service_ids[]': ['PSVC004'], 'statuses[]': ['triggered'] };
    const from = (await account.get('/incidents', query)).data.incidents[0].id;
    const sources = { source_incidents: [{ id: from, type: 'incident_reference' }] };
    const { status, data } = await account.put(`/incidents/${into}/merge`, sources);
    expect([status, data.incident]).toMatchObject([200, { id: into, type: 'incident_reference' }]);
    expect(await read(from)).toMatchObject({
      status: 'resolved',
      resolve_reason: { type: 'merge_resolve_reason', incident: { id: into } },
    });
    expect((await account.put(`/incidents/${into}/merge`, sources)).data.error.code).toBe(1019);
  });
});

describe('changing many at once', () => {
  test('acknowledges one and resolves another in one call', async () => {
    const [first, second] = [await opened(), await opened()];
    const { status, data } = await account.put(
      '/incidents',
      changes({ id: first, status: 'acknowledged' }, { id: second, status: 'resolved', resolution: 'Gone.' }),
    );
    expect(status).toBe(200);
    expect(data.incidents.map((incident: { id: string; status: string }) => [incident.id, incident.status])).toEqual([
      [first, 'acknowledged'],
      [second, 'resolved'],
    ]);
  });

  test('is all or nothing: one unknown id refuses the rest', async () => {
    const id = await opened();
    const { status, data } = await account.put(
      '/incidents',
      changes({ id, status: 'resolved' }, { id: 'QNOTHERE', status: 'resolved' }),
    );
    expect([status, data.error.code]).toEqual([400, 1004]);
    expect((await read(id)).status).toBe('triggered');
  });

  test('takes 250 and not one more', async () => {
    expect((await account.put('/incidents', resolvedAll(250))).status).toBe(400);
    expect((await account.put('/incidents', resolvedAll(251))).status).toBe(413);
  });
});
