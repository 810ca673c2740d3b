import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type Cloudflare from 'cloudflare';
import { collectPages, startCloudflareHarness, type VendorClientHarness } from './harness.js';

type Draft = Omit<Cloudflare.Alerting.PolicyCreateParams, 'account_id'>;

let harness: VendorClientHarness;
beforeEach(async () => {
  harness = await startCloudflareHarness();
});
afterEach(() => harness.testSandbox.sandbox.stop());

const policies = () => harness.alerting.policies;

async function policyParams(changes: Partial<Draft> = {}): Promise<Cloudflare.Alerting.PolicyCreateParams> {
  const [destination] = await collectPages(harness.alerting.destinations.pagerduty.get(harness.accountParams));
  return {
    ...harness.accountParams,
    name: 'Pools',
    description: 'A pool turned unhealthy',
    enabled: true,
    alert_type: 'load_balancing_health_alert',
    mechanisms: { pagerduty: [{ id: destination?.id ?? '' }] },
    filters: { new_health: ['Unhealthy'] },
    ...changes,
  };
}

describe('policies', () => {
  test('are listed with their destinations', async () => {
    const listed = await collectPages(policies().list(harness.accountParams));
    expect(listed).toHaveLength(4);
    expect(listed.filter(({ mechanisms }) => mechanisms?.pagerduty?.length)).toHaveLength(3);
  });

  test('are created, read, replaced and deleted', async () => {
    const { id = '' } = await policies().create(await policyParams());
    expect(await policies().get(id, harness.accountParams)).toMatchObject({ name: 'Pools', enabled: true });
    await policies().update(id, await policyParams({ name: 'All pools', enabled: false }));
    expect(await policies().get(id, harness.accountParams)).toMatchObject({ name: 'All pools', enabled: false });
    expect(await policies().delete(id, harness.accountParams)).toMatchObject({ success: true });
    await expect(policies().get(id, harness.accountParams)).rejects.toMatchObject({
      status: 404,
      errors: [{ code: 0, message: 'Policy not found' }],
    });
  });

  test.each([
    ['emptied', true, {}],
    ['disabled', false, {}],
    ['kept', true, { pagerduty: [{ id: expect.any(String) }] }],
  ] as const)('remain when their destinations are deleted, and are %s', async (outcome, enabled, mechanisms) => {
    harness.testSandbox.sandbox.control.cloudflare.setSwitches({ disconnectedPolicies: outcome });
    const { id = '' } = await policies().create(await policyParams());
    await harness.alerting.destinations.pagerduty.delete(harness.accountParams);
    expect(await policies().get(id, harness.accountParams)).toMatchObject({ enabled, mechanisms });
  });

  test.each<[string, Partial<Draft>, number]>([
    ['of an unknown type', { alert_type: 'sleepy_alert' as Draft['alert_type'] }, 17004],
    ['that deliver to nobody', { mechanisms: {} }, 17102],
    ['without a required filter', { alert_type: 'http_alert_origin_error' }, 17103],
    ['beyond the plan', { alert_type: 'dos_attack_l4' }, 17200],
  ])('%s are refused', async (_, changes, code) => {
    await expect(policies().create(await policyParams(changes))).rejects.toMatchObject({
      status: 400,
      errors: [{ code }],
    });
  });

  test('are validated before an unknown id is refused', async () => {
    const id = '0'.repeat(32);
    const bad = await policyParams({ mechanisms: {} });
    await expect(policies().update(id, bad)).rejects.toMatchObject({ errors: [{ code: 17102 }] });
    await expect(policies().update(id, await policyParams())).rejects.toMatchObject({ errors: [{ code: 0 }] });
  });
});

describe('available alerts', () => {
  test('are grouped by product, with their filters', async () => {
    const alerts = (await harness.alerting.availableAlerts.list(harness.accountParams)) as Record<string, unknown>;
    expect(alerts['Origin Monitoring']).toMatchObject([
      { type: 'http_alert_origin_error', filter_options: [{ Key: 'zones', Range: '1-n' }, { Key: 'slo' }] },
    ]);
  });
});

describe('the history', () => {
  test('is paginated to its end by the client', async () => {
    const entries = await collectPages(harness.alerting.history.list({ ...harness.accountParams, per_page: 15 }));
    expect(entries).toHaveLength(40);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(40);
  });

  test('is limited to a window', async () => {
    const window = { since: '2026-03-08T00:00:00Z', before: '2026-03-15T00:00:00Z' };
    const sent = (await collectPages(harness.alerting.history.list({ ...harness.accountParams, ...window }))).map(
      (entry) => entry.sent ?? '',
    );
    expect(sent.length).toBeGreaterThan(0);
    expect(sent.filter((at) => at < window.since || at > window.before)).toEqual([]);
  });

  test('refuses a page size that is too small', async () => {
    const tiny = harness.alerting.history.list({ ...harness.accountParams, per_page: 1 });
    await expect(collectPages(tiny)).rejects.toMatchObject({ status: 400 });
  });
});
