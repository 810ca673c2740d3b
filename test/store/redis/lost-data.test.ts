import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createMemoryIdempotencyStore } from '../../../src/store/memory/idempotency.js';
import { RedisIdempotencyStore } from '../../../src/store/redis/idempotency.js';
import { createRedisConcurrentCreates } from '../../../src/store/redis/concurrent-creates.js';
import { connect, redisConfig, TTL_SECONDS } from '../store-harness.js';
import { startRedis, type TestRedis } from '../test-redis.js';
import { sendCommand } from './outages.js';

const ID = { owner: 'me', key: 'key' };

let redis: TestRedis;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

async function openReplica() {
  const connection = await connect(redisConfig({ REDIS_URL: redis.url }));
  const store = new RedisIdempotencyStore(connection, createMemoryIdempotencyStore(TTL_SECONDS), TTL_SECONDS);
  const close = () => {
    store.close();
    connection.close();
  };
  return { connection, store, close };
}

/** How a replica that starts now begins a key. */
async function beginAtNewReplica(key: string): Promise<string> {
  const { store, close } = await openReplica();
  const { state } = await store.begin({ owner: 'me', key }, 'input');
  close();
  return state;
}

test('a replica that reaches an empty Redis first takes no key for new, because another may have used it', async () => {
  const survivor = await openReplica();
  const begun = await survivor.store.begin(ID, 'input');
  await survivor.store.complete(ID, 'claim' in begun ? begun.claim : '', 'result');
  expect(await beginAtNewReplica('key')).toBe('done');
  await redis.kill();
  survivor.close();
  await redis.restart();
  expect(await beginAtNewReplica('key')).toBe('unknown');
});

test('keys are new again when the time to live has passed since Redis was empty', async () => {
  await redis.kill();
  await redis.restart();
  expect(await beginAtNewReplica('before')).toBe('unknown');
  const until = Number(await sendCommand(redis, 'HGET', 'pagergraph:state', 'incompleteUntil'));
  expect(Math.abs(until - Date.now() - TTL_SECONDS * 1000)).toBeLessThan(10_000);
  await sendCommand(redis, 'HSET', 'pagergraph:state', 'incompleteUntil', String(Date.now() - 1));
  expect(await beginAtNewReplica('after')).toBe('new');
});

test('a create counts as concurrent when Redis lost what it knew of it', async () => {
  const { connection, close } = await openReplica();
  const creates = createRedisConcurrentCreates(connection, 30_000);
  const first = await creates.start('key');
  await creates.start('key');
  await connection.client.flushall();
  expect(await creates.isConcurrent('key', first)).toBe(true);
  close();
});
