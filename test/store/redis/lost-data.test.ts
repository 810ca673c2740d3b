import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createMemoryIdempotencyStore } from '../../../src/store/memory/idempotency.js';
import { RedisIdempotencyStore } from '../../../src/store/redis/idempotency.js';
import { RedisConnection } from '../../../src/store/redis/redis-connection.js';
import { createRedisClient } from '../../../src/store/redis/redis-client.js';
import { redisConfig, silentLog, TTL_SECONDS } from '../store-harness.js';
import { startRedis, type TestRedis } from '../test-redis.js';

let redis: TestRedis;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

/** How a replica that starts now begins a key that others may have used. */
async function beginAt(whileStarting: () => Promise<void>): Promise<string> {
  const config = redisConfig({ REDIS_URL: redis.url });
  const options = {
    client: createRedisClient(config),
    prefix: config.prefix,
    ttlMs: TTL_SECONDS * 1000,
    log: silentLog,
  };
  const connection = new RedisConnection(options);
  const store = new RedisIdempotencyStore(connection, createMemoryIdempotencyStore(TTL_SECONDS), TTL_SECONDS);
  await whileStarting();
  expect(await connection.waitUntilAvailable(5_000)).toBe(true);
  const { state } = await store.begin({ owner: 'me', key: 'key' }, 'input');
  store.close();
  connection.close();
  return state;
}

test('a replica that started while Redis was killed knows that data was lost, although it never saw them', async () => {
  expect(await beginAt(async () => {})).toBe('new');
  await redis.kill();
  const state = await beginAt(async () => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    await redis.restart();
  });
  expect(state).toBe('unknown');
});
