import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { HOUR, MINUTE } from '../../../src/sandbox/clock.js';
import {
  fieldValues,
  START_TIME,
  toList,
  startTestSandbox,
  textField,
  type Json,
  type TestSandbox,
} from '../harness.js';

let harness: TestSandbox;
beforeAll(async () => {
  harness = await startTestSandbox();
});
afterAll(() => harness.sandbox.stop());

async function readPath(path: string): Promise<Json> {
  const response = await harness.pagerduty(path);
  expect(response.status).toBe(200);
  return response.json;
}

describe('services', () => {
  test('are listed by name, with the status of their incidents', async () => {
    const { services } = await readPath('/services');
    const statuses = Object.fromEntries(toList(services).map((service) => [service['name'], service['status']]));
    expect(statuses).toEqual({
      'Agent Portal (legacy)': 'disabled',
      'Booking API': 'critical',
      'Data Warehouse': 'warning',
      'Payments Gateway': 'critical',
      'Port Check-in Kiosks': 'maintenance',
      'Search and Timetables': 'active',
      'Ticket Delivery': 'critical',
      'Website Edge': 'critical',
    });
    expect(fieldValues(services, 'name')).toEqual(fieldValues(services, 'name').toSorted());
  });

  test('query finds a part of a name, name only the whole name', async () => {
    expect(fieldValues((await readPath('/services?query=ticket'))['services'], 'id')).toEqual(['PSVC004']);
    expect((await readPath('/services?name=Ticket'))['services']).toEqual([]);
    expect(fieldValues((await readPath('/services?name=Ticket%20Delivery'))['services'], 'id')).toEqual(['PSVC004']);
  });

  test('have every documented field, and expanded relations on request', async () => {
    const { service } = await readPath('/services/PSVC004?include[]=teams&include[]=escalation_policies');
    expect(service).toMatchObject({
      type: 'service',
      auto_resolve_timeout: 14400,
      acknowledgement_timeout: null,
      created_at: '2021-09-08T07:55:00Z',
      last_incident_timestamp: '2026-03-18T11:28:00Z',
      incident_urgency_rule: { type: 'use_support_hours' },
      support_hours: { days_of_week: [1, 2, 3, 4, 5] },
      scheduled_actions: [{ to_urgency: 'high' }],
      addons: [],
      alert_creation: 'create_alerts_and_incidents',
      integrations: [{ type: 'events_api_v2_inbound_integration_reference' }],
      teams: [{ type: 'team' }],
      escalation_policy: { type: 'escalation_policy', escalation_rules: [{}, {}, {}] },
    });
  });
});

describe('users', () => {
  test('are found by a part of their e-mail', async () => {
    expect(fieldValues((await readPath('/users?query=aylin.demir@'))['users'], 'id')).toEqual(['PUSR005']);
  });

  test('have calendar URLs only when read one by one', async () => {
    expect((await readPath('/users?limit=1'))['users']?.['0']).not.toHaveProperty('http_cal_url');
    expect((await readPath('/users/PUSR001'))['user']).toHaveProperty('http_cal_url');
  });
});

describe('the rest of the account', () => {
  test.each(['/services/PX', '/users/PX', '/teams/PX', '/escalation_policies/PX', '/incidents/PX'])(
    '%s is 404',
    async (path) => {
      expect((await harness.pagerduty(path)).status).toBe(404);
    },
  );

  test('priorities are sorted by severity, with a colour without #', async () => {
    const { priorities } = await readPath('/priorities');
    expect(fieldValues(priorities, 'name')).toEqual(['P1', 'P2', 'P3', 'P4', 'P5']);
    for (const color of fieldValues(priorities, 'color')) expect(color).toMatch(/^[0-9a-f]{6}$/);
  });

  test('abilities are strings', async () => {
    expect((await readPath('/abilities'))['abilities']).toContain('urgencies');
  });

  test('escalation policies are found by their users', async () => {
    const { escalation_policies: policies } = await readPath('/escalation_policies?user_ids[]=PUSR011');
    expect(fieldValues(policies, 'name')).toEqual(['Data Desk']);
  });

  test.each([
    ['urgencies', 204],
    ['sso', 402],
    ['levitation', 404],
  ])('the ability %s returns %i without a body', async (name, status) => {
    const response = await harness.pagerduty(`/abilities/${name}`);
    expect([response.status, response.textField]).toEqual([status, '']);
  });

  test('a team has its members and their roles', async () => {
    const { members } = await readPath('/teams/PTEAM02/members?include[]=users');
    expect(fieldValues(members, 'role')).toEqual(['manager', 'responder', 'responder', 'observer']);
    expect(members?.['0']?.['user']).toMatchObject({ id: 'PUSR005', type: 'user' });
    expect((await readPath('/teams/PTEAM02/members'))['members']?.['0']?.['user']).toMatchObject({
      type: 'user_reference',
    });
  });

  test('a team is read by its id', async () => {
    expect((await readPath('/teams/PTEAM03'))['team']).toMatchObject({ name: 'Platform', default_role: 'manager' });
  });
});

async function listShifts(query: string): Promise<Json | undefined> {
  return (await readPath(`/schedules/PSCHED1?${query}`))['schedule']?.['final_schedule']?.['rendered_schedule_entries'];
}

describe('schedules', () => {
  test('are found by name and team, as references', async () => {
    const { schedules } = await readPath('/schedules?query=primary&team_ids[]=PTEAM02');
    expect(fieldValues(schedules, 'id')).toEqual(['PSCHED2']);
    expect(schedules?.['0']).not.toHaveProperty('final_schedule');
    const whole = await readPath('/schedules?limit=1&include[]=final_schedule');
    expect(whole['schedules']?.['0']).toHaveProperty('final_schedule');
  });

  test.each([
    ['since=2026-03-18T12:00:00Z', '2026-03-18T12:00:00Z', '2026-04-01T12:00:00Z'],
    ['until=2026-03-18T12:00:00Z', '2026-03-04T12:00:00Z', '2026-03-18T12:00:00Z'],
  ])('one end of the window alone, %s, means two weeks', async (query, since, until) => {
    const { json } = await harness.pagerduty(`/schedules/PSCHED1?${query}`);
    const rendered = toList(json['schedule']?.['final_schedule']?.['rendered_schedule_entries']);
    expect([rendered.at(0)?.['start'], rendered.at(-1)?.['end']]).toEqual([since, until]);
  });

  test('list who is on call in a window, which is now by default', async () => {
    const on = async (query: string) =>
      fieldValues((await harness.pagerduty(`/schedules/PSCHED1/users${query}`)).json['users'], 'id');
    expect(await on('')).toHaveLength(1);
    expect((await on('?since=2026-03-18T12:00:00Z&until=2026-04-18T12:00:00Z')).toSorted()).toEqual([
      'PUSR002',
      'PUSR003',
      'PUSR004',
    ]);
    expect((await harness.pagerduty('/schedules/PNOSUCH/users')).status).toBe(404);
  });

  test('have shifts only for a window, cut at its bounds unless overflow is set', async () => {
    expect(await listShifts('')).toEqual([]);
    const window = 'since=2026-03-18T00:00:00Z&until=2026-03-24T00:00:00Z';
    expect(fieldValues(await listShifts(window), 'start')).toEqual(['2026-03-18T00:00:00Z', '2026-03-23T09:00:00Z']);
    expect(fieldValues(await listShifts(`${window}&overflow=true`), 'end')).toEqual([
      '2026-03-23T09:00:00Z',
      '2026-03-30T09:00:00Z',
    ]);
    expect((await harness.pagerduty('/schedules/PX')).status).toBe(404);
  });
});

describe('on-calls', () => {
  test('list who is on call, level by level; a user named by a policy is always on call', async () => {
    const { oncalls } = await readPath('/oncalls?escalation_policy_ids[]=PESC001');
    expect(fieldValues(oncalls, 'escalation_level')).toEqual([1, 2, 3]);
    expect(oncalls?.['0']).toMatchObject({
      schedule: { id: 'PSCHED1', type: 'schedule_reference' },
      start: '2026-03-16T09:00:00Z',
      end: '2026-03-23T09:00:00Z',
    });
    expect(oncalls?.['2']).toMatchObject({ user: { id: 'PUSR001' }, schedule: null, start: null, end: null });
    expect(oncalls?.['0']).not.toHaveProperty('id');
  });

  test('a window returns every shift that overlaps it, earliest only the first of each', async () => {
    const window = 'schedule_ids[]=PSCHED2&since=2026-03-18T12:00:00Z&until=2026-05-01T00:00:00Z';
    expect((await readPath(`/oncalls?${window}`))['oncalls']).toHaveLength(7);
    expect((await readPath(`/oncalls?${window}&earliest=true`))['oncalls']).toHaveLength(3);
  });

  test('include[] expands users, schedules and policies', async () => {
    const query = 'include[]=users&include[]=schedules&include[]=escalation_policies&limit=1';
    expect((await readPath(`/oncalls?${query}`))['oncalls']?.['0']).toMatchObject({
      user: { type: 'user', email: expect.any(String) },
      schedule: { type: 'schedule', time_zone: 'Europe/Oslo' },
      escalation_policy: { type: 'escalation_policy', name: 'Bookings On-Call' },
    });
  });

  test('more than 90 days ahead are refused', async () => {
    expect((await harness.pagerduty('/oncalls?until=2026-08-01T00:00:00Z')).status).toBe(400);
  });
});

describe('the seed', () => {
  test('has sixty incidents of all kinds over eight months', async () => {
    const response = await readPath('/incidents?date_range=all&limit=100&include[]=conference_bridge');
    const incidents = toList(response['incidents']);
    const having = (trait: (incident: Json) => boolean) => incidents.filter(trait).length;
    expect(incidents).toHaveLength(60);
    expect(having((i) => textField(i, 'created_at') < '2025-08-20')).toBeGreaterThan(0);
    expect(having((i) => i['incident_key'] === null)).toBeGreaterThan(10);
    expect(having((i) => i['conference_bridge'] !== null)).toBe(2);
    expect(having((i) => textField(i, 'urgency') === 'low')).toBeGreaterThan(5);
    for (const status of ['triggered', 'acknowledged', 'resolved'])
      expect(having((i) => textField(i, 'status') === status)).toBeGreaterThan(5);
    for (const id of fieldValues(response['incidents'], 'id')) expect(id).toMatch(/^[A-Z0-9]{7,14}$/);
  });

  test('has twelve users, three teams, four policies and eight services', async () => {
    const sizes = await Promise.all(
      ['users', 'teams', 'escalation_policies', 'services'].map(
        async (key) => (await readPath(`/${key}?total=true`))['total'] as unknown,
      ),
    );
    expect(sizes).toEqual([12, 3, 4, 8]);
  });

  test('has the same users on call and assigned, whenever it starts', async () => {
    // Three weeks, so that each schedule would go round; at other hours and minutes each time.
    const starts = Array.from({ length: 24 }, (_, step) => START_TIME + step * (22 * HOUR + 13 * MINUTE));
    const duties = await Promise.all(starts.map(readDuties));
    expect(duties[0]?.onCall).toHaveLength(9);
    expect(duties[0]?.assigned.length).toBeGreaterThan(10);
    for (const other of duties) expect(other).toEqual(duties[0]);
  });
});

/** Who is on call at each level, and who has each open incident, in a sandbox that starts at this time. */
async function readDuties(start: number) {
  const started = await startTestSandbox({ now: () => new Date(start) });
  const { oncalls } = (await started.pagerduty('/oncalls')).json;
  const open = 'date_range=all&limit=100&statuses[]=triggered&statuses[]=acknowledged';
  const { incidents } = (await started.pagerduty(`/incidents?${open}`)).json;
  await started.sandbox.stop();
  return {
    onCall: toList(oncalls).map((onCall) => [onCall['escalation_level'], onCall['user']?.['id']]),
    assigned: toList(incidents).map((incident) => [
      incident['title'],
      toList(incident['assignments']).map((assignment) => assignment['assignee']?.['id']),
    ]),
  };
}
