import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { collectPages, startCloudflareHarness, type VendorClientHarness } from './harness.js';

let harness: VendorClientHarness;
let policyId: string;
beforeEach(async () => {
  harness = await startCloudflareHarness();
  harness.testSandbox.sandbox.control.cloudflare.setSwitches({ silenceHiddenReads: 0 });
  policyId = (await collectPages(harness.alerting.policies.list(harness.accountParams)))[0]?.id ?? '';
});
afterEach(() => harness.testSandbox.sandbox.stop());

const NIGHT = { start_time: '2026-03-20T22:00:00Z', end_time: '2026-03-21T02:00:00Z' };
const UNKNOWN = 'f'.repeat(32);

const silences = () => harness.alerting.silences;
const create = (times = NIGHT) =>
  silences().create({ ...harness.accountParams, body: [{ policy_id: policyId, ...times }] });
const move = (id: string, times: object) =>
  collectPages(silences().update({ ...harness.accountParams, body: [{ id, ...times }] }));

async function findIds(times = NIGHT): Promise<readonly string[]> {
  const listed = await collectPages(silences().list(harness.accountParams));
  return listed.flatMap(({ id = '', start_time: start = '' }) =>
    Date.parse(start) === Date.parse(times.start_time) ? [id] : [],
  );
}

describe('silences', () => {
  test('are created without an id in the response, listed, read, moved and deleted', async () => {
    const created = await create();
    expect(created).toMatchObject({ success: true, result: null });
    const [id = ''] = await findIds();
    expect(await silences().get(id, harness.accountParams)).toMatchObject({ id, policy_id: policyId, ...NIGHT });
    const later = { start_time: '2026-03-21T22:00:00Z', end_time: '2026-03-22T02:00:00Z' };
    expect(await move(id, later)).toMatchObject([{ id, policy_id: policyId, ...later }]);
    expect(await findIds(later)).toEqual([id]);
    expect(await silences().delete(id, harness.accountParams)).toMatchObject({ success: true, result: null });
    expect(await findIds(later)).toEqual([]);
  });

  test('are listed a moment after they are created', async () => {
    harness.testSandbox.sandbox.control.cloudflare.setSwitches({ silenceHiddenReads: 1 });
    await create();
    expect(await findIds()).toEqual([]);
    expect(await findIds()).toHaveLength(1);
  });

  test('do not show on their policy', async () => {
    const before = await harness.alerting.policies.get(policyId, harness.accountParams);
    await create();
    const { enabled, modified } = await harness.alerting.policies.get(policyId, harness.accountParams);
    expect({ enabled, modified }).toEqual({ enabled: before.enabled, modified: before.modified });
  });

  test('that exist already get the code of an internal error, however their times are written', async () => {
    await create();
    const again = silences().create(
      {
        ...harness.accountParams,
        body: [{ policy_id: policyId, ...NIGHT, start_time: '2026-03-20T23:00:00+01:00' }],
      },
      { maxRetries: 0 },
    );
    await expect(again).rejects.toMatchObject({ errors: [{ code: 15000 }] });
    expect(await findIds()).toHaveLength(1);
  });

  test.each([
    ['begin more than 90 days ahead', { start_time: '2026-06-17T00:00:00Z', end_time: '2026-06-18T00:00:00Z' }],
    ['end before they begin', { start_time: NIGHT.end_time, end_time: NIGHT.start_time }],
  ])('that %s are refused', async (_, times) => {
    const invalid = { errors: [{ code: 0, message: 'invalid silence' }] };
    await expect(create(times)).rejects.toMatchObject(invalid);
    await create();
    const [id = ''] = await findIds();
    await expect(move(id, times)).rejects.toMatchObject(invalid);
  });

  test('that are unknown are deleted with success or refused: two sources differ', async () => {
    const remove = () => silences().delete(UNKNOWN, harness.accountParams);
    expect(await remove()).toMatchObject({ success: true });
    harness.testSandbox.sandbox.control.cloudflare.setSwitches({ unknownSilence: 'refused' });
    const notFound = { errors: [{ code: 0, message: 'silence not found' }] };
    await expect(remove()).rejects.toMatchObject(notFound);
    await expect(move(UNKNOWN, NIGHT)).rejects.toMatchObject(notFound);
  });
});
