import { describe, expect, test } from '@jest/globals';
import { policyGateways, runEdit, writesOf } from './policy-gateway.js';

const { open, control, createPolicy, readPolicy } = policyGateways();

const MUTATION = 'updateNotificationPolicy';
const POLICY = {
  name: 'Floods',
  description: 'pages on-call',
  enabled: true,
  alert_type: 'http_alert_origin_error',
  alert_interval: '30m',
  mechanisms: { email: [{ id: 'oncall@example.com' }], pigeons: [{ id: 'p-1' }] },
  filters: { zones: ['b', 'a'], slo: ['99.9'], newer: ['x'] },
  custom_query: { sql: 'SELECT 1' },
};

describe('updating a policy', () => {
  test('changes the given members and filters, and nothing else', async () => {
    const policy = await createPolicy(POLICY);
    const filters = [
      { key: 'slo', values: ['99.8'] },
      { key: 'newer', values: [] },
    ];
    const input = { policy, name: 'Surges', description: '', enabled: false, alertInterval: '1h', filters };
    const answer = await runEdit(await open(), MUTATION, input);
    expect(answer).toMatchObject({ changed: true, userErrors: [] });
    expect(answer.differences).toEqual([
      { path: 'alert_interval', before: '30m', after: '1h' },
      { path: 'description', before: 'pages on-call', after: '' },
      { path: 'enabled', before: true, after: false },
      { path: 'filters.newer', before: ['x'], after: null },
      { path: 'filters.slo', before: ['99.9'], after: ['99.8'] },
      { path: 'name', before: 'Floods', after: 'Surges' },
    ]);
    expect(await readPolicy(policy)).toMatchObject({
      ...POLICY,
      name: 'Surges',
      description: '',
      enabled: false,
      alert_interval: '1h',
      filters: { zones: ['b', 'a'], slo: ['99.8'] },
    });
  });

  test('to what it is writes nothing, whatever the order of values', async () => {
    const policy = await createPolicy(POLICY);
    const gateway = await open();
    const input = { policy, name: 'Floods', enabled: true, filters: [{ key: 'zones', values: ['a', 'b'] }] };
    expect(await runEdit(gateway, MUTATION, input)).toMatchObject({ changed: false, differences: [], userErrors: [] });
    expect(writesOf(gateway)).toEqual([]);
  });

  test('reports Cloudflare’s reason when the alert type has no interval', async () => {
    const { alert_interval: _, ...policyWithout } = { ...POLICY, alert_type: 'dos_attack_l7' };
    const policy = await createPolicy(policyWithout);
    expect(await runEdit(await open(), MUTATION, { policy, alertInterval: '1h' })).toMatchObject({
      changed: false,
      policy: null,
      userErrors: [{ code: 'INVALID_INPUT', message: expect.stringContaining('alert_interval is not supported') }],
    });
  });

  test('reports a conflict and writes nothing when somebody else was faster', async () => {
    const policy = await createPolicy(POLICY);
    const gateway = await open();
    control().setSwitches({ policyEditAfterRead: { custom_query: { sql: 'SELECT 2' } } });
    expect(await runEdit(gateway, MUTATION, { policy, name: 'Surges' })).toMatchObject({
      changed: false,
      userErrors: [{ code: 'CONFLICT', message: expect.stringContaining('`custom_query`') }],
    });
    expect(writesOf(gateway)).toEqual([]);
  });

  test.each(['lost', 'reset'] as const)('survives the fault %s of its write', async (kind) => {
    const policy = await createPolicy(POLICY);
    const gateway = await open();
    control().addFault({ kind, method: 'PUT' });
    expect(await runEdit(gateway, MUTATION, { policy, enabled: false })).toMatchObject({
      changed: true,
      userErrors: [],
    });
    expect(await readPolicy(policy)).toMatchObject({ ...POLICY, enabled: false });
  });

  test('refuses bad input before any call', async () => {
    const gateway = await open();
    const key = 'slo';
    const badInput: readonly [changes: object, code: string, ...field: string[]][] = [
      [{}, 'INVALID_INPUT'],
      [{ policy: '../x', name: 'x' }, 'INVALID_INPUT', 'policy'],
      [{ name: ' ' }, 'INVALID_INPUT', 'name'],
      [{ alertInterval: 'soon' }, 'INVALID_INPUT', 'alertInterval'],
      [{ filters: [] }, 'INVALID_INPUT', 'filters'],
      [{ filters: [{ key: '', values: [] }] }, 'INVALID_INPUT', 'filters', '0', 'key'],
      [
        {
          filters: [
            { key, values: [] },
            { key, values: ['1'] },
          ],
        },
        'INVALID_INPUT',
        'filters',
        '1',
        'key',
      ],
      [{ filters: Array.from({ length: 51 }, (_, n) => ({ key: `k${n}`, values: [] })) }, 'LIMIT_EXCEEDED', 'filters'],
    ];
    for (const [changes, code, ...field] of badInput) {
      const { userErrors } = await runEdit(gateway, MUTATION, { policy: 'a'.repeat(32), ...changes });
      expect({ changes, userErrors }).toMatchObject({ changes, userErrors: [{ code, field: ['input', ...field] }] });
    }
    expect(gateway.calls()).toEqual([]);
  });

  test('needs POLICIES_WRITE', async () => {
    const gateway = await open({ ANONYMOUS_SCOPES: 'DESTINATIONS_READ,DESTINATIONS_WRITE' });
    const input = { policy: 'a'.repeat(32), name: 'x' };
    await expect(runEdit(gateway, MUTATION, input)).rejects.toThrow('Scope POLICIES_WRITE is required.');
    expect(gateway.calls()).toEqual([]);
  });
});
