import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startPagerDutyHarness, type VendorClientHarness, type Query } from './harness.js';

let harness: VendorClientHarness;
beforeAll(async () => {
  harness = await startPagerDutyHarness();
});
afterAll(() => harness.testSandbox.sandbox.stop());

async function listNames(kind: string, query: Query = {}): Promise<string[]> {
  const { data } = await harness.get(`/${kind}`, query);
  return data[kind].map((one: { name: string }) => one.name);
}

describe.each([
  ['services', 'service', 8, 'PSVC001'],
  ['users', 'user', 12, 'PUSR001'],
  ['teams', 'team', 3, 'PTEAM01'],
  ['escalation_policies', 'escalation_policy', 4, 'PESC001'],
])('%s', (kind, type, count, id) => {
  test('are listed with paging fields', async () => {
    const { status, data } = await harness.get(`/${kind}`, { total: 'true' });
    expect([status, data.more, data.total]).toEqual([200, false, count]);
    expect(data[kind].map((one: { type: string }) => one.type)).toEqual(Array(count).fill(type));
  });

  test('are returned one by one as in the list', async () => {
    const { status, data } = await harness.get(`/${kind}/${id}`);
    const listed = (await harness.get(`/${kind}`)).data[kind].find((one: { id: string }) => one.id === id);
    expect(status).toBe(200);
    expect(data[type]).toMatchObject(listed);
  });

  test('return 404 with code 2100 for an unknown id', async () => {
    const { status, data } = await harness.get(`/${kind}/PNOTHERE`);
    expect([status, data]).toEqual([404, { error: { message: 'Not Found', code: 2100 } }]);
  });
});

describe('services', () => {
  test('are found by part of a name, by the whole name and by team', async () => {
    expect(await listNames('services', { query: 'gateway' })).toEqual(['Payments Gateway']);
    expect(await listNames('services', { name: 'Booking' })).toEqual([]);
    expect(await listNames('services', { name: 'Booking API' })).toEqual(['Booking API']);
    expect(await listNames('services', { 'team_ids[]': ['PTEAM02'] })).toEqual(['Payments Gateway']);
    expect(await listNames('services', { sort_by: 'name:desc' })).toEqual((await listNames('services')).toReversed());
  });

  test('have expanded policies, teams and integrations when these are included', async () => {
    const include = ['escalation_policies', 'teams', 'integrations'];
    expect((await harness.get('/services/PSVC006', { 'include[]': include })).data.service).toMatchObject({
      escalation_policy: { type: 'escalation_policy' },
      teams: [{ type: 'team' }],
      integrations: [{ type: 'events_api_v2_inbound_integration' }],
    });
  });
});

describe('users', () => {
  test('are found by name and address and by team', async () => {
    expect(await listNames('users', { query: 'wilk@' })).toEqual(['Tomasz Wilk']);
    expect(await listNames('users', { 'team_ids[]': ['PTEAM03'] })).toContain('Noor Haddad');
  });

  test('have expanded teams and contact methods when these are included', async () => {
    const include = ['teams', 'contact_methods'];
    expect((await harness.get('/users/PUSR002', { 'include[]': include })).data.user).toMatchObject({
      teams: [{ type: 'team' }],
      contact_methods: [{ type: 'email_contact_method', address: 'tomasz.wilk@example.com' }],
    });
  });

  test('have no "me" for an account key', async () => {
    const { status, data } = await harness.get('/users/me');
    expect([status, data.error]).toEqual([400, expect.stringContaining('account-level access token')]);
  });
});

describe('escalation policies', () => {
  test('are found by name, team and user', async () => {
    expect(await listNames('escalation_policies', { query: 'payments' })).toEqual(['Payments On-Call']);
    expect(await listNames('escalation_policies', { 'user_ids[]': ['PUSR007'] })).toEqual(['Payments On-Call']);
  });

  test('have expanded targets and teams when these are included', async () => {
    const include = ['targets', 'teams', 'services'];
    const { data } = await harness.get('/escalation_policies/PESC001', { 'include[]': include });
    const targets = data.escalation_policy.escalation_rules.flatMap((rule: { targets: object[] }) => rule.targets);
    expect(targets.map(({ type }: { type: string }) => type)).toEqual(['schedule', 'schedule', 'user']);
  });
});

describe('priorities', () => {
  test('are listed most severe first', async () => {
    expect(await listNames('priorities')).toEqual(['P1', 'P2', 'P3', 'P4', 'P5']);
  });
});

describe('abilities', () => {
  test('are strings', async () => {
    expect((await harness.get('/abilities')).data.abilities).toContain('urgencies');
  });

  test('are read one by one, in responses without a body', async () => {
    expect((await harness.get('/abilities/urgencies')).status).toBe(204);
    await expect(harness.get('/abilities/sso')).rejects.toMatchObject({ status: 402 });
    await expect(harness.get('/abilities/flying')).rejects.toMatchObject({ status: 404 });
  });
});

describe('members of a team', () => {
  test('are references, or expanded users when these are included', async () => {
    const { members } = (await harness.get('/teams/PTEAM02/members')).data;
    expect(members).toContainEqual({ user: expect.objectContaining({ type: 'user_reference' }), role: 'manager' });
    const whole = (await harness.get('/teams/PTEAM02/members', { 'include[]': ['users'] })).data.members;
    expect(whole).toContainEqual({ user: expect.objectContaining({ type: 'user' }), role: 'manager' });
  });
});

describe('schedules', () => {
  test('are found by name and team', async () => {
    expect(await listNames('schedules', { query: 'bookings' })).toEqual(['Bookings Primary']);
    expect(await listNames('schedules', { 'team_ids[]': ['PTEAM02'] })).toEqual(['Payments Primary']);
  });

  test('are rendered only for a window', async () => {
    const window = { since: '2026-03-16T00:00:00Z', until: '2026-03-30T00:00:00Z' };
    const plain = (await harness.get('/schedules/PSCHED1')).data.schedule.final_schedule;
    const rendered = (await harness.get('/schedules/PSCHED1', window)).data.schedule.final_schedule;
    expect([plain.rendered_schedule_entries, rendered.rendered_schedule_entries]).toMatchObject([
      [],
      [{ user: { type: 'user_reference' } }, {}, {}],
    ]);
  });

  test('have their layers in a list when these are included', async () => {
    const include = ['schedule_layers', 'final_schedule', 'overrides_subschedule'];
    const { schedules } = (await harness.get('/schedules', { 'include[]': include })).data;
    expect(Object.keys(schedules[0])).toEqual(expect.arrayContaining(include));
  });
});

describe('on-calls', () => {
  test('are listed for every level of every policy', async () => {
    const { data } = await harness.get('/oncalls', { limit: '100' });
    expect(data.oncalls[0]).toMatchObject({
      user: { type: 'user_reference' },
      escalation_policy: { type: 'escalation_policy_reference' },
      escalation_level: 1,
    });
  });

  test('have expanded users, schedules and policies when these are included', async () => {
    const query = {
      'escalation_policy_ids[]': ['PESC001'],
      'include[]': ['users', 'schedules', 'escalation_policies'],
    };
    const { data } = await harness.get('/oncalls', query);
    expect(data.oncalls).toMatchObject([
      { user: { type: 'user' }, schedule: { type: 'schedule' }, escalation_policy: { type: 'escalation_policy' } },
      { user: { type: 'user' }, schedule: { type: 'schedule' } },
      { user: { id: 'PUSR001', type: 'user' }, schedule: null, start: null, end: null },
    ]);
  });

  test('are listed for a window, every shift or only the earliest', async () => {
    const query = { since: '2026-03-18T00:00:00Z', until: '2026-04-18T00:00:00Z', 'schedule_ids[]': ['PSCHED1'] };
    const turns = (await harness.get('/oncalls', query)).data.oncalls;
    const first = (await harness.get('/oncalls', { ...query, earliest: 'true' })).data.oncalls;
    expect(turns.length).toBeGreaterThan(first.length);
    expect(first).toHaveLength(3);
  });

  test('are refused for a time too far ahead', async () => {
    const { status, data } = await harness.get('/oncalls', { until: '2027-01-01T00:00:00Z' });
    expect([status, data.error.code]).toEqual([400, 2005]);
  });
});
