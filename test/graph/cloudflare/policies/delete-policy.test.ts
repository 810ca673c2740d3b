import { describe, expect, test } from '@jest/globals';
import { policyGateways, runEdit, writesOf } from './policy-gateway.js';

const { open, control, createPolicy, listPolicies, readPolicy } = policyGateways();

const MUTATION = 'deleteNotificationPolicy';
const FIELDS = 'deletedId policy { name } userErrors { code field }';
const POLICY = { name: 'Floods', alert_type: 'dos_attack_l7', mechanisms: { email: [{ id: 'oncall@example.com' }] } };
const globalId = (id: string) => `cloudflare://main/NotificationPolicy/${id}`;

describe('deleting a policy', () => {
  test('deletes it alone', async () => {
    const others = (await listPolicies()).map(({ id }) => id);
    const policy = await createPolicy(POLICY);
    const answer = await runEdit(await open(), MUTATION, { policy: globalId(policy) }, FIELDS);
    expect(answer).toEqual({ deletedId: globalId(policy), policy: { name: 'Floods' }, userErrors: [] });
    expect((await listPolicies()).map(({ id }) => id)).toEqual(others);
  });

  test('in a dry run returns the policy and deletes nothing', async () => {
    const policy = await createPolicy(POLICY);
    const gateway = await open();
    const answer = await runEdit(gateway, MUTATION, { policy, dryRun: true }, FIELDS);
    expect(answer).toEqual({ deletedId: null, policy: { name: 'Floods' }, userErrors: [] });
    expect(writesOf(gateway)).toEqual([]);
    expect(await readPolicy(policy)).toMatchObject(POLICY);
  });

  test('that does not exist is refused', async () => {
    const gateway = await open();
    const answer = await runEdit(gateway, MUTATION, { policy: 'f'.repeat(32) }, FIELDS);
    const userErrors = [{ code: 'NOT_FOUND', field: ['input', 'policy'] }];
    expect(answer).toEqual({ deletedId: null, policy: null, userErrors });
    expect(writesOf(gateway)).toEqual([]);
  });

  test.each([
    ['lost', 1],
    ['lost-502', 1],
    ['reset', 2],
    ['503', 2],
  ] as const)('survives the fault %s of its write', async (kind, writes) => {
    const policy = await createPolicy(POLICY);
    const gateway = await open();
    control().addFault({ kind, method: 'DELETE' });
    const answer = await runEdit(gateway, MUTATION, { policy }, FIELDS);
    expect(answer).toEqual({ deletedId: globalId(policy), policy: { name: 'Floods' }, userErrors: [] });
    expect((await listPolicies()).filter(({ id }) => id === policy)).toEqual([]);
    expect(writesOf(gateway)).toHaveLength(writes);
  });

  test('refuses a bad id before any call', async () => {
    const gateway = await open();
    for (const policy of ['', '../x', `cloudflare://main/Notification/${'a'.repeat(32)}`]) {
      const answer = await runEdit(gateway, MUTATION, { policy }, FIELDS);
      expect(answer.userErrors).toEqual([{ code: 'INVALID_INPUT', field: ['input', 'policy'] }]);
    }
    expect(gateway.calls()).toEqual([]);
  });

  test('needs POLICIES_WRITE', async () => {
    const gateway = await open({ ANONYMOUS_SCOPES: 'DESTINATIONS_READ,DESTINATIONS_WRITE' });
    const input = { policy: 'a'.repeat(32) };
    await expect(runEdit(gateway, MUTATION, input, FIELDS)).rejects.toThrow('Scope POLICIES_WRITE is required.');
    expect(gateway.calls()).toEqual([]);
  });
});
