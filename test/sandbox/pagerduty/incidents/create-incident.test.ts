import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startTestSandbox, textField, type HttpResponse, type TestSandbox } from '../../harness.js';

let harness: TestSandbox;
beforeEach(async () => {
  harness = await startTestSandbox();
});
afterEach(() => harness.sandbox.stop());

const service = { id: 'PSVC001', type: 'service_reference' };

function createIncident(incident: object): Promise<HttpResponse> {
  return harness.pagerduty('/incidents', {
    body: { incident: { type: 'incident', title: 'Fog', service, ...incident } },
  });
}

async function createdUrgency(id: string): Promise<string> {
  return textField((await createIncident({ service: { id } })).json['incident'], 'urgency');
}

describe('creating an incident', () => {
  test('returns 201 with a triggered incident assigned by the policy of its service', async () => {
    const result = await createIncident({ body: { type: 'incident_body', details: 'Thick.' } });
    expect(result.status).toBe(201);
    expect(result.json['incident']).toMatchObject({
      type: 'incident',
      summary: '[#1261] Fog',
      status: 'triggered',
      urgency: 'high',
      created_at: '2026-03-18T12:00:00Z',
      assigned_via: 'escalation_policy',
      escalation_policy: { id: 'PESC001', type: 'escalation_policy_reference' },
      assignments: [{ assignee: { type: 'user_reference' } }],
      pending_actions: [{ type: 'escalate', at: '2026-03-18T12:15:00Z' }],
      acknowledgements: [],
      incident_type: { name: 'incident_default' },
      incident_key: expect.stringMatching(/^[0-9a-f]{32}$/),
      id: expect.stringMatching(/^[A-Z0-9]{7,14}$/),
    });
  });

  test('has every documented field', async () => {
    const { json } = await createIncident({});
    const fields =
      'id type summary self html_url incident_number title created_at updated_at status incident_key service assignments assigned_via last_status_change_at last_status_change_by resolved_at first_trigger_log_entry alert_counts is_mergeable incident_type escalation_policy teams pending_actions acknowledgements alert_grouping priority resolve_reason conference_bridge incidents_responders responder_requests urgency';
    expect(Object.keys(json['incident'] ?? {}).toSorted()).toEqual(fields.split(' ').toSorted());
  });

  test('returns more than a read: the whole priority, the body and the bridge', async () => {
    const bridge = { conference_number: '+1-555-0100', conference_url: 'https://meet.example.com/fog' };
    const body = { type: 'incident_body', details: 'Thick.' };
    const { json } = await createIncident({ priority: { id: 'PPRIO02' }, body, conference_bridge: bridge });
    expect(json['incident']).toMatchObject({
      priority: { type: 'priority', name: 'P2', description: 'Many customers are affected' },
      body,
      conference_bridge: bridge,
      is_mergeable: true,
    });
    const read = (await harness.pagerduty(`/incidents/${textField(json['incident'], 'id')}`)).json['incident'];
    expect(read).toMatchObject({ priority: { type: 'priority_reference' }, conference_bridge: null });
    expect(read).not.toHaveProperty('body');
  });

  test.each([
    ['of no content type', {}, JSON.stringify({ incident: {} })],
    ['of text', { 'content-type': 'text/plain' }, JSON.stringify({ incident: {} })],
    ['that is a list', { 'content-type': 'application/json' }, '[]'],
    ['with invalid JSON', { 'content-type': 'application/json' }, '{"incident":'],
  ])('a request %s has no params', async (_what, headers, body) => {
    const { baseUrl, apiToken, from } = harness.sandbox.pagerduty;
    const response = await fetch(`${baseUrl}/incidents`, {
      method: 'POST',
      headers: { authorization: `Token token=${apiToken}`, from, ...headers },
      body: Buffer.from(body),
    });
    expect([response.status, await response.json()]).toEqual([
      400,
      { error: { message: 'Invalid Input Provided', code: 2001, errors: ['params must be a Hash'] } },
    ]);
  });

  test('with low urgency does not escalate and cannot change its level until its urgency rises', async () => {
    const { json } = await createIncident({ urgency: 'low' });
    expect(json['incident']).toMatchObject({ pending_actions: [] });
    const put = (change: object) =>
      harness.pagerduty(`/incidents/${textField(json['incident'], 'id')}`, {
        method: 'PUT',
        body: { incident: { type: 'incident_reference', ...change } },
      });
    expect((await put({ escalation_level: 2 })).json).toMatchObject({
      error: { code: 1006, message: 'Cannot Escalate' },
    });
    const raised = (await put({ urgency: 'high' })).json['incident'];
    expect(raised).toMatchObject({ pending_actions: [{ type: 'escalate', at: '2026-03-18T12:15:00Z' }] });
    expect((await put({ escalation_level: 2 })).status).toBe(200);
    expect((await put({ urgency: 'low' })).json['incident']).toMatchObject({ pending_actions: [] });
  });

  test('a key of an open incident of the service is refused, and available after the resolve', async () => {
    const first = await createIncident({ incident_key: 'fog-1' });
    const refused = await createIncident({ incident_key: 'fog-1' });
    expect(refused.status).toBe(400);
    expect(refused.json).toEqual({
      error: {
        message: 'Arguments Caused Error',
        code: 2002,
        errors: ['Open incident with matching dedup key already exists on this service'],
      },
    });
    const elsewhere = { id: 'PSVC003', type: 'service_reference' };
    expect((await createIncident({ incident_key: 'fog-1', service: elsewhere })).status).toBe(201);
    const change = { incident: { type: 'incident', status: 'resolved' } };
    await harness.pagerduty(`/incidents/${textField(first.json['incident'], 'id')}`, { method: 'PUT', body: change });
    expect((await createIncident({ incident_key: 'fog-1' })).status).toBe(201);
  });

  test('assigned to oneself starts acknowledged', async () => {
    const { json } = await createIncident({ assignments: [{ assignee: { id: 'PUSR001', type: 'user_reference' } }] });
    expect(json['incident']).toMatchObject({
      status: 'acknowledged',
      assigned_via: 'direct_assignment',
      acknowledgements: [{ acknowledger: { id: 'PUSR001' } }],
    });
  });

  test('assigned to another user is triggered and does not escalate', async () => {
    const { json } = await createIncident({ assignments: [{ assignee: { id: 'PUSR003', type: 'user_reference' } }] });
    expect(json['incident']).toMatchObject({ status: 'triggered', pending_actions: [] });
  });

  test.each([
    ['a blank title', { title: '  ' }, 2001, ['Title cannot be empty.']],
    ['no title', { title: undefined, service: undefined }, 2001, ['Title cannot be empty.']],
    ['a priority without an id', { priority: {} }, 2001, ['Priority id cannot be empty.']],
    ['a body without anything', { body: {} }, 2001, [expect.stringContaining('body.type')]],
    ['an unknown service', { service: { id: 'PNOSUCH' } }, 2002, ['Service not found']],
    [
      'a disabled service',
      { service: { id: 'PSVC007' } },
      2001,
      ['Service is disabled and does not take new incidents'],
    ],
    [
      'a service in maintenance',
      { service: { id: 'PSVC008' } },
      2001,
      ['Service is in maintenance and does not take new incidents'],
    ],
    [
      'assignee and policy together',
      { assignments: [{ assignee: { id: 'PUSR003' } }], escalation_policy: { id: 'PESC002' } },
      2001,
      ['Assignments and escalation policy cannot be specified together'],
    ],
    [
      'two assignees',
      { assignments: [{ assignee: { id: 'PUSR003' } }, { assignee: { id: 'PUSR004' } }] },
      2001,
      ['Only one assignee can be specified'],
    ],
    ['an unknown assignee', { assignments: [{ assignee: { id: 'PNOSUCH' } }] }, 1007, []],
    ['an unknown policy', { escalation_policy: { id: 'PNOSUCH' } }, 1014, []],
    ['an unknown priority', { priority: { id: 'PNOSUCH' } }, 1020, []],
  ])('%s is refused and creates nothing', async (_what, incident, code, errors) => {
    const result = await createIncident(incident);
    expect(result.status).toBe(400);
    expect(result.json['error']).toMatchObject({ code, errors });
    expect((await harness.pagerduty('/incidents?date_range=all&total=true')).json['total']).toBe(60);
  });

  test('urgency follows the service: low for the warehouse, high in support hours, low outside of them', async () => {
    expect(await createdUrgency('PSVC006')).toBe('low');
    expect(await createdUrgency('PSVC004')).toBe('high');
    harness.advanceClock(8 * 3_600_000);
    expect(await createdUrgency('PSVC004')).toBe('low');
  });
});

describe('notes', () => {
  test('a note is returned with 200 and then listed first, with the name of its author', async () => {
    const result = await harness.pagerduty('/incidents/PINC060/notes', {
      body: { note: { content: 'Queue drained.' } },
    });
    expect(result.status).toBe(200);
    expect(result.json['note']).toMatchObject({ content: 'Queue drained.', user: { id: 'PUSR001' } });
    expect(result.json['note']?.['channel']).toEqual({ summary: 'The PagerDuty website or APIs' });
    const { json } = await harness.pagerduty('/incidents/1260/notes');
    expect(json['notes']?.['0']).toEqual(result.json['note']);
  });

  test('a blank note and a note on an unknown incident are refused', async () => {
    const blank = await harness.pagerduty('/incidents/PINC060/notes', { body: { note: { content: ' ' } } });
    expect(blank.json).toMatchObject({ error: { code: 2001 } });
    const nowhere = await harness.pagerduty('/incidents/PNOSUCH/notes', { body: { note: { content: 'Hm.' } } });
    expect(nowhere.status).toBe(404);
  });
});
