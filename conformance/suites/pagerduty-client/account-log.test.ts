import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createIncident, startPagerDutyHarness, updateIncidentBody, type VendorClientHarness } from './harness.js';

let harness: VendorClientHarness;
beforeEach(async () => {
  harness = await startPagerDutyHarness();
});
afterEach(() => harness.testSandbox.sandbox.stop());

interface LogEntry {
  readonly id: string;
  readonly type: string;
  readonly created_at: string;
}

const list = async (query: Record<string, string | string[]>): Promise<readonly LogEntry[]> =>
  (await harness.get('/log_entries', { limit: '100', ...query })).data.log_entries;
const listTypes = async (query: Record<string, string | string[]>) => (await list(query)).map(({ type }) => type);

const NOW = '2026-03-18T12:00:00Z';

describe('the log of an account', () => {
  test('has the entries of all incidents, some of them in the same second', async () => {
    const ids = [await createIncident(harness), await createIncident(harness)];
    const entries = await list({ since: NOW, 'include[]': ['incidents'] });
    expect(new Set(entries.map(({ created_at: at }) => at))).toEqual(new Set([NOW]));
    expect(entries).toEqual(
      expect.arrayContaining(ids.map((id) => expect.objectContaining({ incident: expect.objectContaining({ id }) }))),
    );
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  });

  test('has incidents as they are now, not as they were', async () => {
    const id = await createIncident(harness);
    await harness.put(`/incidents/${id}`, updateIncidentBody({ status: 'resolved' }));
    const entries = (await list({ since: NOW, 'include[]': ['incidents'] })) as readonly { incident?: object }[];
    expect(entries.length).toBeGreaterThan(1);
    expect(new Set(entries.map(({ incident }) => JSON.stringify(incident))).size).toBe(1);
    expect(entries[0]?.incident).toMatchObject({ id, status: 'resolved' });
  });

  test('includes both ends of a window', async () => {
    await createIncident(harness);
    expect(await list({ since: NOW, until: NOW })).not.toEqual([]);
    expect(await list({ since: '2026-03-18T12:00:01Z', until: '2026-03-18T12:00:02Z' })).toEqual([]);
  });

  test('is shorter as an overview', async () => {
    await createIncident(harness);
    const [all, overview] = [await listTypes({ since: NOW }), await listTypes({ since: NOW, is_overview: 'true' })];
    expect(all).toContain('notify_log_entry');
    expect(overview).toEqual(all.filter((type) => type !== 'notify_log_entry'));
  });

  test('has types that PagerDuty’s document lacks', async () => {
    const id = await createIncident(harness);
    await harness.post(`/incidents/${id}/status_updates`, { message: 'Mitigating' });
    expect(await listTypes({ since: NOW })).toContain('status_update_log_entry');
  });

  test('is limited to teams', async () => {
    await createIncident(harness);
    const [team] = (await harness.get('/services/PSVC001')).data.service.teams;
    expect(await list({ since: NOW, 'team_ids[]': [team.id] })).not.toEqual([]);
    expect(await list({ since: NOW, 'team_ids[]': ['PTEAM02'] })).toEqual([]);
  });

  test('ends at 10 000 entries', async () => {
    const { status, data } = await harness.get('/log_entries', { limit: '100', offset: '9901' });
    expect([status, data.error.code]).toEqual([400, 2002]);
  });
});
