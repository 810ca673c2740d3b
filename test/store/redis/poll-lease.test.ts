import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { RedisPollLease } from '../../../src/store/redis/poll-lease.js';
import type { RedisConnection } from '../../../src/store/redis/redis-connection.js';
import type { PollLease } from '../../../src/store/poll-lease.js';
import { connect, redisConfig } from '../store-harness.js';
import { startRedis, type TestRedis } from '../test-redis.js';
import { sendCommand } from './outages.js';

const SHORT_LEASE_MS = 100;

let redis: TestRedis;
let connections: readonly [RedisConnection, RedisConnection];
let one: PollLease;
let other: PollLease;

beforeAll(async () => {
  redis = await startRedis();
});
beforeEach(async () => {
  await sendCommand(redis, 'FLUSHALL');
  const config = redisConfig({ REDIS_URL: redis.url });
  connections = [await connect(config), await connect(config)];
  one = new RedisPollLease(connections[0], 'main');
  other = new RedisPollLease(connections[1], 'main');
});
afterEach(() => {
  for (const connection of connections) connection.close();
});
afterAll(() => redis.stop());

/** Tries until the lease of the other replica has ended. */
async function takeOver(lease: PollLease): Promise<void> {
  while ((await lease.take()).role !== 'POLLER') continue;
}

test('one of several replicas that ask at once polls', async () => {
  const turns = await Promise.all([one.take(), other.take(), one.take(), other.take()]);
  expect(turns.map(({ role }) => role).toSorted()).toEqual(['FOLLOWER', 'FOLLOWER', 'POLLER', 'POLLER']);
  expect([await one.isTaken(), await other.isTaken()]).toEqual([true, true]);
});

test('another replica polls at once after a release, and continues where the first one was', async () => {
  await one.take();
  await one.take(5_000);
  expect(await other.take(9_000)).toEqual({ role: 'FOLLOWER', polledUntil: 5_000 });
  await other.release();
  expect((await other.take()).role).toBe('FOLLOWER');
  await one.release();
  expect(await other.take()).toEqual({ role: 'POLLER', polledUntil: 5_000 });
});

test('another replica polls when the first one no longer renews, and the first one then changes nothing', async () => {
  const killed = new RedisPollLease(connections[0], 'main', SHORT_LEASE_MS);
  await killed.take();
  await killed.take(5_000);
  await takeOver(other);
  expect(await killed.take(9_000)).toEqual({ role: 'FOLLOWER', polledUntil: 5_000 });
  await killed.release();
  expect(await other.take(4_000)).toEqual({ role: 'POLLER', polledUntil: 5_000 });
});

test('a replica whose lease ended without a successor does not store what it polled before', async () => {
  const paused = new RedisPollLease(connections[0], 'main', SHORT_LEASE_MS);
  await paused.take();
  await sendCommand(redis, 'FLUSHALL');
  expect(await paused.take(9_000)).toEqual({ role: 'POLLER', polledUntil: undefined });
});

test('every replica is alone while Redis is unavailable', async () => {
  await one.take();
  await redis.kill();
  while ((await one.take()).role !== 'ALONE' || (await other.take()).role !== 'ALONE') continue;
  expect(await one.isTaken()).toBe(false);
  await redis.restart();
  for (const connection of connections) await connection.waitUntilAvailable(5_000);
  expect((await other.take()).role).toBe('POLLER');
  expect((await one.take()).role).toBe('FOLLOWER');
});
