import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startPagerDutyHarness, type VendorClientHarness } from './harness.js';

let harness: VendorClientHarness;
beforeEach(async () => {
  harness = await startPagerDutyHarness();
});
afterEach(() => harness.testSandbox.sandbox.stop());

const PATH = '/schedules/PSCHED1/overrides';
const HOUR_MS = 60 * 60_000;
const WINDOW = { since: '2026-03-18T00:00:00Z', until: '2026-03-25T00:00:00Z' };
const FUTURE = { start: '2026-03-19T08:00:00Z', end: '2026-03-19T20:00:00Z' };
/** It is noon on the 18th. */
const RUNNING = { start: '2026-03-18T11:00:00Z', end: '2026-03-18T20:00:00Z' };

const draft = (times: object) => ({ ...times, user: { id: 'PUSR009', type: 'user_reference' } });
const create = (...overrides: readonly object[]) => harness.post(PATH, { overrides }, '');
const list = async (query: object = {}) => (await harness.get(PATH, { ...WINDOW, ...query })).data.overrides;

async function createOne(times: object): Promise<string> {
  return (await create(draft(times))).data[0].override.id;
}

async function isOnCallAt(userId: string, since: string): Promise<boolean> {
  const until = new Date(Date.parse(since) + HOUR_MS).toISOString();
  const { users } = (await harness.get('/schedules/PSCHED1/users', { since, until })).data;
  return users.some(({ id }: { id: string }) => id === userId);
}

describe('new overrides', () => {
  test('have a status each, in a bare list with status 201', async () => {
    const { status, data } = await create(draft(FUTURE), draft({ start: FUTURE.end, end: FUTURE.end }));
    expect([status, data]).toMatchObject([
      201,
      [
        { status: 201, override: { ...FUTURE, id: expect.any(String), user: { id: 'PUSR009' } } },
        { status: 400, errors: ['Override must end after its start'], override: { end: FUTURE.end } },
      ],
    ]);
    expect(data[1].override).not.toHaveProperty('id');
    expect(await list()).toHaveLength(1);
  });

  test('put the user on call', async () => {
    await createOne(FUTURE);
    expect(await isOnCallAt('PUSR009', '2026-03-19T10:00:00Z')).toBe(true);
    expect(await isOnCallAt('PUSR009', '2026-03-19T22:00:00Z')).toBe(false);
  });
});

describe('the list of overrides', () => {
  test('needs both ends of its window', async () => {
    const { status, data } = await harness.get(PATH, { since: WINDOW.since });
    expect([status, data.error.code]).toEqual([400, 2005]);
  });

  test('has ids only of those that can be changed, which have not begun', async () => {
    await create(draft(RUNNING), draft(FUTURE));
    expect((await list()).map((one: object) => 'id' in one)).toEqual([false, false]);
    expect(await list({ editable: 'true' })).toMatchObject([{ ...FUTURE, id: expect.any(String) }]);
  });

  test('cuts overrides at its window unless they may overflow', async () => {
    await createOne(FUTURE);
    const until = '2026-03-19T12:00:00Z';
    expect(await list({ until })).toMatchObject([{ start: FUTURE.start, end: until }]);
    expect(await list({ until, overflow: 'true' })).toMatchObject([FUTURE]);
  });
});

describe('the deletion of an override', () => {
  test('removes one that has not begun, with status 204', async () => {
    const id = await createOne(FUTURE);
    expect((await harness.delete(`${PATH}/${id}`)).status).toBe(204);
    expect(await list()).toEqual([]);
  });

  test('ends a running one, with status 200', async () => {
    const id = await createOne(RUNNING);
    // The client rejects a response without a body, unless its status is 204.
    await expect(harness.delete(`${PATH}/${id}`)).rejects.toMatchObject({ status: 200 });
    expect(await list()).toMatchObject([{ start: RUNNING.start, end: '2026-03-18T12:00:00Z' }]);
  });

  test('is refused for a past and for an unknown one', async () => {
    const id = await createOne(RUNNING);
    harness.testSandbox.advanceClock(9 * HOUR_MS);
    expect((await harness.delete(`${PATH}/${id}`)).status).toBe(400);
    expect((await harness.delete(`${PATH}/PNOTHERE`)).status).toBe(404);
  });
});
