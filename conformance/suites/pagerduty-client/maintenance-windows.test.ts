import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createIncident, createIncidentBody, startPagerDutyHarness, type VendorClientHarness } from './harness.js';

let harness: VendorClientHarness;
beforeEach(async () => {
  harness = await startPagerDutyHarness();
});
afterEach(() => harness.testSandbox.sandbox.stop());

const PATH = '/maintenance_windows';
/** It is noon on the 18th. */
const RUNNING = { start_time: '2026-03-18T12:00:00Z', end_time: '2026-03-18T14:00:00Z' };
const FUTURE = { start_time: '2026-03-19T12:00:00Z', end_time: '2026-03-19T14:00:00Z' };

const bodyOf = (times: object) => ({
  maintenance_window: {
    type: 'maintenance_window',
    services: [{ id: 'PSVC001', type: 'service_reference' }],
    ...times,
  },
});
const create = (times: object, from?: string) => harness.post(PATH, bodyOf(times), from);
const createId = async (times: object): Promise<string> => (await create(times)).data.maintenance_window.id;

async function listIds(filter: string): Promise<string[]> {
  const query = { filter, 'service_ids[]': ['PSVC001'] };
  return (await harness.get(PATH, query)).data.maintenance_windows.map(({ id }: { id: string }) => id);
}

describe('a running maintenance window', () => {
  test('keeps its services from new incidents, and leaves open ones alone', async () => {
    const open = await createIncident(harness);
    await create(RUNNING);
    expect((await harness.get('/services/PSVC001')).data.service.status).toBe('maintenance');
    expect((await harness.post('/incidents', createIncidentBody())).status).toBe(400);
    expect((await harness.get(`/incidents/${open}`)).data.incident.status).toBe('triggered');
  });

  test('is ended by its deletion, and stays listed as a past one', async () => {
    const id = await createId(RUNNING);
    harness.testSandbox.advanceClock(1000);
    expect((await harness.delete(`${PATH}/${id}`)).status).toBe(204);
    expect((await harness.get(`${PATH}/${id}`)).data.maintenance_window.end_time).toBe('2026-03-18T12:00:01Z');
    expect(await listIds('past')).toEqual([id]);
    await createIncident(harness);
  });
});

describe('a maintenance window', () => {
  test('that has not begun is deleted', async () => {
    const id = await createId(FUTURE);
    expect((await harness.delete(`${PATH}/${id}`)).status).toBe(204);
    expect((await harness.get(`${PATH}/${id}`)).status).toBe(404);
  });

  test('is found by its phase', async () => {
    const [running, future] = [await createId(RUNNING), await createId(FUTURE)];
    const filters = ['ongoing', 'future', 'open', 'past', 'all'];
    expect(await Promise.all(filters.map(listIds))).toEqual([
      [running],
      [future],
      [running, future],
      [],
      [running, future],
    ]);
  });

  test('that begins in the past begins now', async () => {
    const { data } = await create({ ...RUNNING, start_time: '2026-03-17T12:00:00Z' });
    expect(data.maintenance_window.start_time).toBe('2026-03-18T12:00:00Z');
  });

  test.each([
    ['ends in the past', { start_time: '2026-03-17T12:00:00Z', end_time: '2026-03-18T11:00:00Z' }],
    ['ends before it begins', { start_time: FUTURE.end_time, end_time: FUTURE.start_time }],
    ['has no services', { ...FUTURE, services: [] }],
  ])('that %s is refused', async (_, times) => {
    const { status, data } = await create(times);
    expect([status, data.error.code]).toEqual([400, 2001]);
  });

  test('needs a From header', async () => {
    expect((await create(FUTURE, '')).status).toBe(400);
  });
});
