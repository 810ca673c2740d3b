import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startPagerDutyHarness, type VendorClientHarness, type Query } from './harness.js';

let harness: VendorClientHarness;
beforeAll(async () => {
  harness = await startPagerDutyHarness();
});
afterAll(() => harness.testSandbox.sandbox.stop());

/** One field of all incidents that match a query, without a time limit. */
async function listField<T = string>(field: string, query: Query = {}): Promise<T[]> {
  const { data } = await harness.get('/incidents', { date_range: 'all', limit: '100', ...query });
  return data.incidents.map((incident: Record<string, T>) => incident[field]);
}

const distinct = (values: string[]) => [...new Set(values)].toSorted();

describe('the list of incidents', () => {
  test('is paginated, with a total only on request', async () => {
    const { status, data } = await harness.get('/incidents', { limit: '5' });
    expect([status, data.incidents.length, data.limit, data.offset, data.more]).toEqual([200, 5, 5, 0, true]);
    expect(data.total).toBeNull();
    const counted = await harness.get('/incidents', { limit: '5', total: 'true', date_range: 'all' });
    expect(counted.data.total).toBe(60);
  });

  test('is paginated to its end by the client, with every incident once', async () => {
    const numbers: number[] = [];
    let page = await harness.get('/incidents', { limit: '25', date_range: 'all', sort_by: 'incident_number:asc' });
    for (;;) {
      numbers.push(...page.data.incidents.map((incident: { incident_number: number }) => incident.incident_number));
      if (page.next === undefined) break;
      page = await page.next();
    }
    expect(numbers).toHaveLength(60);
    expect(new Set(numbers).size).toBe(60);
  });

  test('omits incidents older than a month unless all time is requested', async () => {
    const shown = await harness.get('/incidents', { limit: '100' });
    expect(shown.data.incidents.length).toBeLessThan((await listField('id')).length);
  });

  test('is limited to a window', async () => {
    const window = { since: '2026-03-01T00:00:00Z', until: '2026-03-10T00:00:00Z', limit: '100' };
    const { data } = await harness.get('/incidents', window);
    const times: string[] = data.incidents.map((incident: { created_at: string }) => incident.created_at);
    expect(times.length).toBeGreaterThan(0);
    expect(times.filter((time) => time < window.since || time > window.until)).toEqual([]);
  });

  test.each([
    ['status', 'statuses[]', ['triggered', 'acknowledged']],
    ['urgency', 'urgencies[]', ['low']],
  ])('is filtered by %s', async (field, name, wanted) => {
    expect(distinct(await listField(field, { [name]: wanted }))).toEqual(wanted.toSorted());
  });

  test('is filtered by service, team and assignee', async () => {
    const services = await listField<{ id: string }>('service', { 'service_ids[]': ['PSVC002', 'PSVC003'] });
    expect(distinct(services.map(({ id }) => id))).toEqual(['PSVC002', 'PSVC003']);
    const teams = await listField<{ id: string }[]>('teams', { 'team_ids[]': ['PTEAM02'] });
    expect(distinct(teams.flat().map(({ id }) => id))).toEqual(['PTEAM02']);
    expect(distinct(await listField('status', { 'user_ids[]': ['PUSR002'] }))).not.toContain('resolved');
  });

  test('finds an incident by its key', async () => {
    const key = (await listField<string | null>('incident_key')).find((one) => one !== null) ?? '';
    expect(distinct(await listField('incident_key', { incident_key: key }))).toEqual([key]);
  });

  test.each(['incident_number:desc', 'created_at:asc', 'urgency:desc,created_at:desc', 'resolved_at:asc'])(
    'accepts the order %s',
    async (sort_by) => {
      const { status, data } = await harness.get('/incidents', { sort_by, limit: '10' });
      expect([status, data.incidents.length]).toEqual([200, 10]);
    },
  );

  test('has references, and expanded objects when these are included', async () => {
    const query = { 'statuses[]': ['acknowledged'], date_range: 'all' };
    const plain = (await harness.get('/incidents', query)).data.incidents[0];
    expect([plain.service.type, plain.escalation_policy.type, plain.assignments[0].assignee.type]).toEqual([
      'service_reference',
      'escalation_policy_reference',
      'user_reference',
    ]);
    const include = ['services', 'escalation_policies', 'assignees', 'acknowledgers', 'agents', 'teams', 'priorities'];
    const whole = (await harness.get('/incidents', { ...query, 'include[]': include })).data.incidents[0];
    expect(whole).toMatchObject({
      service: { type: 'service', status: expect.any(String) },
      escalation_policy: { type: 'escalation_policy', num_loops: expect.any(Number) },
      assignments: [{ assignee: { type: 'user', email: expect.any(String) } }],
      acknowledgements: [{ acknowledger: { type: 'user', email: expect.any(String) } }],
      last_status_change_by: { type: 'user', email: expect.any(String) },
      teams: [{ type: 'team', name: expect.any(String) }],
      priority: { type: 'priority', name: expect.any(String) },
    });
  });
});

describe('one incident', () => {
  test('is found by its id and by its number', async () => {
    const byNumber = (await harness.get('/incidents/1260')).data.incident;
    expect(byNumber).toMatchObject({ type: 'incident', incident_number: 1260, html_url: expect.any(String) });
    expect((await harness.get(`/incidents/${byNumber.id}`)).data.incident).toEqual(byNumber);
  });

  test('has its details, bridge and first log entry when these are included', async () => {
    const include = ['body', 'conference_bridge', 'first_trigger_log_entries', 'users'];
    const { incident } = (await harness.get('/incidents/1260', { 'include[]': include })).data;
    expect(incident).toMatchObject({
      body: { type: 'incident_body' },
      first_trigger_log_entry: { type: 'trigger_log_entry', created_at: incident.created_at },
    });
  });

  test('has its notes, newest first', async () => {
    const [id] = await listField('id', { 'statuses[]': 'acknowledged' });
    const { status, data } = await harness.get(`/incidents/${id}/notes`);
    expect(status).toBe(200);
    const times = data.notes.map((note: { created_at: string }) => note.created_at);
    expect(times).toEqual(times.toSorted().toReversed());
  });
});

describe('the log of an incident', () => {
  test('is listed newest first, with agent and channel', async () => {
    const { status, data } = await harness.get('/incidents/1258/log_entries', { limit: '100' });
    const times = data.log_entries.map((entry: { created_at: string }) => entry.created_at);
    expect([status, times]).toEqual([200, times.toSorted().toReversed()]);
    expect(data.log_entries.at(-1)).toMatchObject({ type: 'trigger_log_entry', channel: { type: expect.any(String) } });
  });

  test('is read entry by entry, with includes', async () => {
    const include = ['incidents', 'services', 'channels', 'teams'];
    const [entry] = (await harness.get('/incidents/1258/log_entries', { is_overview: 'true' })).data.log_entries;
    const { status, data } = await harness.get(`/log_entries/${entry.id}`, { 'include[]': include });
    expect([status, data.log_entry]).toMatchObject([200, { id: entry.id, incident: { type: 'incident' } }]);
  });
});

describe('the alerts of an incident', () => {
  test('are listed, filtered by key and status, and read one by one', async () => {
    const [number] = await listField<number>('incident_number', {
      'service_ids[]': ['PSVC004'],
      'statuses[]': ['triggered'],
    });
    const { status, data } = await harness.get(`/incidents/${number}/alerts`, { sort_by: 'created_at:desc' });
    const [alert] = data.alerts;
    expect([status, alert]).toMatchObject([200, { type: 'alert', status: 'triggered', suppressed: false }]);
    const query = { alert_key: alert.alert_key, 'statuses[]': ['triggered'], 'include[]': ['services', 'incidents'] };
    expect((await harness.get(`/incidents/${number}/alerts`, query)).data.alerts).toMatchObject([
      { id: alert.id, service: { type: 'service' }, incident: { type: 'incident' } },
    ]);
    expect((await harness.get(`/incidents/${number}/alerts/${alert.id}`)).data.alert).toEqual(alert);
  });
});
