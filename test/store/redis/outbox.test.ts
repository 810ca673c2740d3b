import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { RedisOutbox } from '../../../src/store/redis/outbox.js';
import type { RedisConnection } from '../../../src/store/redis/redis-connection.js';
import { createItem, LEASE_MS } from '../outbox-harness.js';
import { connect, redisConfig } from '../store-harness.js';
import { startUsedRedis, type TestRedis } from '../test-redis.js';

let redis: TestRedis;
let connection: RedisConnection;
let outbox: RedisOutbox;

beforeEach(async () => {
  redis = await startUsedRedis();
  connection = await connect(redisConfig({ REDIS_URL: redis.url }));
  outbox = new RedisOutbox(connection, 'main', LEASE_MS);
});
afterEach(async () => {
  connection.close();
  await redis.stop();
});

test('an item without a response may be stored; without Redis it is certainly not', async () => {
  redis.pause();
  expect(await outbox.add(createItem())).toBe('unknown');
  expect(await outbox.add(createItem())).toBe('unavailable');
  expect(await outbox.find('item')).toBe('unavailable');
  expect(await outbox.cancel('disk')).toBe('unavailable');
  expect(await outbox.claim()).toBeUndefined();
  redis.resume();
});

test('a damaged item does not stop its lane', async () => {
  const items = [createItem(), createItem()];
  for (const item of items) await outbox.add(item);
  const [key = ''] = await connection.client.keys('*:items');
  await connection.client.hset(key, items[0]?.id ?? '', 'damaged');
  expect(await outbox.claim()).toBeUndefined();
  expect((await outbox.claim())?.item.id).toBe(items[1]?.id);
  expect(connection.readStatus().invalidValues).toBe(1);
});
