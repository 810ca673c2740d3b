import { describe, expect, test } from '@jest/globals';
import { policyGateways, runEdit, writesOf } from './policy-gateway.js';

const { open, control, createPolicy, readPolicy } = policyGateways();

const MAIL = 'oncall@example.com';
const filters = (values: Filters) => Object.entries(values).map(([key, list]) => ({ key, values: list }));
const FIELDS = 'userErrors { code field message }';

type Filters = Readonly<Record<string, readonly string[]>>;

async function runWith(mutation: string, input: object, wanted: Filters) {
  const gateway = await open();
  const { userErrors } = await runEdit(gateway, mutation, { ...input, filters: filters(wanted) }, FIELDS);
  return { userErrors, writes: writesOf(gateway) };
}

const create = (alertType: string, wanted: Filters) =>
  runWith('createNotificationPolicy', { name: 'New', alertType, emails: [MAIL] }, wanted);
const update = (policy: string, wanted: Filters) => runWith('updateNotificationPolicy', { policy }, wanted);

describe('the filters of a new policy', () => {
  test.each([
    ['http_alert_origin_error', { zones: ['a'] }, ['slo']],
    ['http_alert_origin_error', { zones: [], slo: ['99.9'] }, ['zones']],
    ['billing_usage_alert', {}, ['product', 'limit']],
  ])('of %s, %j, are refused without %j', async (alertType, wanted, missing) => {
    const message = `The alert type “${alertType}” needs these filters: ${missing.join(', ')}.`;
    const userErrors = [{ code: 'INVALID_INPUT', field: ['input', 'filters'], message }];
    expect(await create(alertType, wanted)).toEqual({ userErrors, writes: [] });
  });

  test.each([
    ['load_balancing_health_alert', 'It takes new_health, event_source.'],
    ['dos_attack_l7', 'It takes no filters.'],
  ])('of %s are refused with an unknown one', async (alertType, possible) => {
    const message = `The alert type “${alertType}” has no filter “status”. ${possible}`;
    const userErrors = [{ code: 'INVALID_INPUT', field: ['input', 'filters', '1', 'key'], message }];
    expect(await create(alertType, { removed: [], status: ['x'] })).toEqual({ userErrors, writes: [] });
  });

  test.each(['g6_health_alert', 'advanced_http_alert_error'])('of %s are refused with the type', async (alertType) => {
    const { userErrors, writes } = await create(alertType, {});
    expect(userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['input', 'alertType'] }]);
    expect(writes).toEqual([]);
  });
});

describe('the changed filters of a policy', () => {
  const POLICY = {
    name: 'Old',
    alert_type: 'http_alert_origin_error',
    mechanisms: { email: [{ id: MAIL }] },
    filters: { zones: ['a'], slo: ['99.9'], newer: ['x'] },
  };

  test('are refused when a required one is removed', async () => {
    const policy = await createPolicy(POLICY);
    const message = 'The alert type “http_alert_origin_error” needs these filters: slo.';
    const userErrors = [{ code: 'INVALID_INPUT', field: ['input', 'filters'], message }];
    expect(await update(policy, { slo: [] })).toEqual({ userErrors, writes: [] });
  });

  test('are refused when one is unknown, but not one that the policy has', async () => {
    const policy = await createPolicy(POLICY);
    const field = ['input', 'filters', '0', 'key'];
    expect((await update(policy, { newest: ['y'] })).userErrors).toMatchObject([{ code: 'INVALID_INPUT', field }]);
    expect(await update(policy, { newer: ['y'] })).toEqual({ userErrors: [], writes: ['PUT'] });
    expect(await readPolicy(policy)).toMatchObject({ filters: { ...POLICY.filters, newer: ['y'] } });
  });

  test('are left to Cloudflare when the alert type is gone', async () => {
    const policy = await createPolicy(POLICY);
    control().setSwitches({ policyEditAfterRead: { alert_type: 'g6_health_alert' } });
    await readPolicy(policy);
    const message = expect.stringContaining('Cloudflare rejected the policy: invalid alert type.');
    expect(await update(policy, { newest: ['y'] })).toMatchObject({ userErrors: [{ message }], writes: ['PUT'] });
  });
});
