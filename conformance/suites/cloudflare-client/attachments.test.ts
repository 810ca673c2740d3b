import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type Cloudflare from 'cloudflare';
import { collectPages, startCloudflareHarness, type VendorClientHarness } from './harness.js';

let harness: VendorClientHarness;
let policyId: string;
let destinationIds: readonly string[];
beforeEach(async () => {
  harness = await startCloudflareHarness();
  const destinations = await collectPages(harness.alerting.destinations.pagerduty.get(harness.accountParams));
  destinationIds = destinations.map(({ id = '' }) => id);
  const { id = '' } = await policies().create({
    ...harness.accountParams,
    name: 'Pools',
    enabled: true,
    alert_type: 'load_balancing_health_alert',
    mechanisms: toMechanisms(destinationIds.slice(0, 1)),
    filters: { new_health: ['Unhealthy'] },
  });
  policyId = id;
});
afterEach(() => harness.testSandbox.sandbox.stop());

type Mechanisms = Cloudflare.Alerting.PolicyCreateParams['mechanisms'];

const policies = () => harness.alerting.policies;
const toMechanisms = (ids: readonly string[]): Mechanisms => ({ pagerduty: ids.map((id) => ({ id })) });
const readPolicy = () => policies().get(policyId, harness.accountParams);
const listAttached = async () => ((await readPolicy()).mechanisms?.pagerduty ?? []).map(({ id = '' }) => id).toSorted();

/** Reads the policy and replaces it with other mechanisms, because Cloudflare has no call for one destination. */
async function replaceMechanisms(mechanisms: Mechanisms, changes: object = {}): Promise<void> {
  const { name, description, enabled, alert_type, filters } = await readPolicy();
  const body = { name, description, enabled, alert_type, filters, mechanisms, ...changes };
  await policies().update(policyId, { ...harness.accountParams, ...body } as Cloudflare.Alerting.PolicyUpdateParams);
}

describe('a destination of a policy', () => {
  test('is attached and detached by replacing the policy', async () => {
    await replaceMechanisms(toMechanisms(destinationIds.slice(0, 2)));
    expect(await listAttached()).toEqual(destinationIds.slice(0, 2).toSorted());
    await replaceMechanisms(toMechanisms(destinationIds.slice(1, 2)));
    expect(await listAttached()).toEqual(destinationIds.slice(1, 2));
    expect(await readPolicy()).toMatchObject({ name: 'Pools', filters: { new_health: ['Unhealthy'] } });
  });

  test('cannot be detached if it is the only one', async () => {
    await expect(replaceMechanisms({ pagerduty: [] })).rejects.toMatchObject({
      status: 400,
      errors: [{ code: 17102 }],
    });
    expect(await listAttached()).toHaveLength(1);
  });

  test('is removed beside another mechanism, and the empty list is absent afterwards', async () => {
    await replaceMechanisms({ email: [{ id: 'oncall@example.com' }], pagerduty: [] });
    expect((await readPolicy()).mechanisms).toEqual({ email: [{ id: 'oncall@example.com' }] });
  });

  test('may be read with dashes, and may be written so', async () => {
    harness.testSandbox.sandbox.control.cloudflare.setSwitches({ dashedIds: true });
    const [dashed = ''] = await listAttached();
    expect(dashed).toMatch(/^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/);
    await replaceMechanisms(toMechanisms([dashed]));
    expect(await listAttached()).toEqual([dashed]);
  });
});

describe('the replacement of a policy', () => {
  test('sets its time of modification, although nothing differs', async () => {
    const before = await readPolicy();
    harness.testSandbox.advanceClock(1000);
    await replaceMechanisms(before.mechanisms ?? {});
    const after = await readPolicy();
    expect([after.created, Date.parse(after.modified ?? '') - Date.parse(before.modified ?? '')]).toEqual([
      before.created,
      1000,
    ]);
  });

  test.each([
    ['cleared', ''],
    ['kept', 'Pages on-call'],
  ] as const)('leaves what it omits %s: which one is unverified', async (omittedPolicyMembers, expected) => {
    harness.testSandbox.sandbox.control.cloudflare.setSwitches({ omittedPolicyMembers });
    await replaceMechanisms(toMechanisms(destinationIds), { description: 'Pages on-call' });
    await replaceMechanisms(toMechanisms(destinationIds), { description: undefined });
    expect((await readPolicy()).description).toBe(expected);
  });

  test('overwrites what somebody else changed meanwhile', async () => {
    const control = harness.testSandbox.sandbox.control.cloudflare;
    control.setSwitches({ policyEditAfterRead: { description: 'Changed in the dashboard' } });
    await replaceMechanisms(toMechanisms(destinationIds));
    expect((await readPolicy()).description).toBe('');
  });
});
