import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { createRedisEditLeases } from '../../../../src/store/redis/edit-leases.js';
import { fieldValues, type Json } from '../../../sandbox/harness.js';
import { connect, redisConfig } from '../../../store/store-harness.js';
import { startRedis, type TestRedis } from '../../../store/test-redis.js';
import { policyGateways, runEdit, writesOf } from './policy-gateway.js';

const gateways = policyGateways();

let redis: TestRedis;
beforeAll(async () => {
  // On a busy machine Redis responds late, and replicas that find it too slow take no turns.
  jest.spyOn(performance, 'eventLoopUtilization').mockReturnValue({ idle: 0, active: 0, utilization: 0 });
  redis = await startRedis();
});
afterAll(async () => {
  jest.restoreAllMocks();
  await redis.stop();
});

const openReplica = (env = {}) => gateways.open({ REDIS_URL: redis.url, ...env });

/** Ids of destinations that a policy delivers to, although the account has none of them. */
const [KEPT = '', ...DELETED] = Array.from({ length: 8 }, (_, n) => String(n).repeat(32));

const MAY_BE_LAST = { allowLastDestination: true };

const createPolicy = () =>
  gateways.createPolicy({
    name: 'Contended',
    alert_type: 'dos_attack_l7',
    mechanisms: { pagerduty: [KEPT, ...DELETED].map((id) => ({ id })) },
  });

/** Ids of the PagerDuty destinations of a policy, in one order. */
async function readAttached(policy: string): Promise<readonly string[]> {
  const { pagerduty } = (await gateways.readPolicy(policy))['mechanisms'] as Json;
  return fieldValues(pagerduty, 'id').toSorted();
}

describe('replicas with one Redis', () => {
  test('lose no edit of a policy that they run at the same time', async () => {
    const [one, other] = [await openReplica(), await openReplica()];
    const attached = (await gateways.listDestinations()).map(({ id }) => id);
    const policy = await createPolicy();
    const edits = [
      ...DELETED.map((destination) => ['detachDestination', { destination, ...MAY_BE_LAST }] as const),
      ...attached.map((destination) => ['attachDestination', { destination }] as const),
    ];
    expect(edits).toHaveLength(10);
    const answers = await Promise.all(
      edits.map(([mutation, input], index) => runEdit(index % 2 === 0 ? one : other, mutation, { policy, ...input })),
    );
    expect(answers).toEqual(edits.map(() => expect.objectContaining({ changed: true, userErrors: [] })));
    expect(await readAttached(policy)).toEqual([KEPT, ...attached].toSorted());
  });

  test('write nothing while another one has the turn, whose lease ends by itself', async () => {
    const replica = await openReplica({ UPSTREAM_DEADLINE_MS: '1000' });
    const policy = await createPolicy();
    const connection = await connect(redisConfig({ REDIS_URL: redis.url }));
    const takeFor = (leaseMs: number) =>
      createRedisEditLeases(connection, leaseMs).take(JSON.stringify(['main', policy]), 'killed');
    const detach = () => runEdit(replica, 'detachDestination', { policy, destination: KEPT, ...MAY_BE_LAST });
    expect(await takeFor(60_000)).toBe('TAKEN');
    const remove = () => runEdit(replica, 'deleteNotificationPolicy', { policy }, 'deletedId userErrors { code }');
    const [detached, deleted] = await Promise.all([detach(), remove()]);
    expect(detached).toMatchObject({ changed: false, userErrors: [{ code: 'CONFLICT' }] });
    expect(deleted).toEqual({ deletedId: null, userErrors: [{ code: 'CONFLICT' }] });
    expect(writesOf(replica)).toEqual([]);
    expect(await takeFor(100)).toBe('TAKEN');
    expect(await detach()).toMatchObject({ changed: true, userErrors: [] });
    connection.close();
  });

  test('edit a policy while Redis is unavailable', async () => {
    const replica = await openReplica();
    const policy = await createPolicy();
    await redis.kill();
    expect(await runEdit(replica, 'detachDestination', { policy, destination: KEPT, ...MAY_BE_LAST })).toMatchObject({
      changed: true,
      userErrors: [],
    });
    expect(await readAttached(policy)).toEqual(DELETED);
  });
});
