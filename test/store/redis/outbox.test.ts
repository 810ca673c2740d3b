import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { ReplyError } from 'ioredis';
import { RedisOutbox } from '../../../src/store/redis/outbox.js';
import type { RedisClient } from '../../../src/store/redis/redis-client.js';
import { isCertainRefusal } from '../../../src/store/redis/script.js';
import type { RedisConnection } from '../../../src/store/redis/redis-connection.js';
import { UNUSED_PORT } from '../../ports.js';
import { createItem, LEASE_MS } from '../outbox-harness.js';
import { connect, redisConfig, silentLog } from '../store-harness.js';
import { startUsedRedis, type TestRedis } from '../test-redis.js';
import { startSlowProxy, type SlowProxy } from './outages.js';

const write = (client: RedisClient) => client.set('pagergraph:test', 'value');

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

test.each<[string, 'refused' | 'unknown', [string, ...string[]]]>([
  ['is full', 'refused', ['CONFIG', 'SET', 'maxmemory', '1']],
  ['became a replica', 'refused', ['REPLICAOF', '127.0.0.1', String(UNUSED_PORT)]],
  ['allows no scripts', 'refused', ['ACL', 'SETUSER', 'default', '-evalsha']],
  ['stops the script after its first writes', 'unknown', ['ACL', 'SETUSER', 'default', '-pexpire']],
])('says whether the item can be stored when Redis %s', async (_, expected, [name, ...values]) => {
  // On the same connection, so that no handshake is between them.
  const changed = connection.client.call(name, ...values);
  expect(await outbox.add(createItem())).toBe(expected);
  await changed;
});

test('knows the message in which Redis 6.2 puts the error of a script, and no other error of a connection', () => {
  const inScript =
    "ERR Error running script (call to f_1): @user_script:26: @user_script: 26: -READONLY You can't write.";
  expect(isCertainRefusal(new ReplyError(inScript))).toBe(true);
  expect(isCertainRefusal(new ReplyError('ERR Error running script: NOPERM of one command'))).toBe(false);
  expect(isCertainRefusal(new Error('Command timed out'))).toBe(false);
});

test('a new item waits for a Redis that comes back at once', async () => {
  await redis.kill();
  expect(await outbox.claim()).toBeUndefined();
  jest.spyOn(connection, 'waitUntilAvailable').mockImplementation(async () => {
    await redis.restart();
    jest.restoreAllMocks();
    return connection.waitUntilAvailable(10_000);
  });
  expect(await outbox.add(createItem())).toBe('added');
});

describe('a slow Redis', () => {
  let proxy: SlowProxy;
  let slow: RedisConnection;

  beforeEach(async () => {
    proxy = await startSlowProxy(redis);
    slow = await connect(redisConfig({ REDIS_URL: proxy.url }), silentLog, 50);
    // A busy machine delays every response.
    Object.assign(slow.client.options, { commandTimeout: 10_000 });
    proxy.delayMs = 100;
  });
  afterEach(() => {
    jest.restoreAllMocks();
    slow.close();
    proxy.close();
  });

  test('keeps, shows and delivers items, although it is unavailable for the rest', async () => {
    const slowOutbox = new RedisOutbox(slow, 'main', 60_000);
    const item = createItem();
    expect(await slow.run(write)).toBe('OK');
    expect(slow.isAvailable).toBe(false);
    expect(await slowOutbox.add(item)).toBe('added');
    expect(await slowOutbox.count(item.lane)).toBe(1);
    const claimed = await slowOutbox.claim();
    expect(claimed?.item.id).toBe(item.id);
    expect(claimed && (await slowOutbox.settle(claimed, 'DELIVERED', '{}'))).toBe(true);
    expect(await slowOutbox.find(item.id)).toMatchObject({ state: 'DELIVERED' });
    expect(await slow.run(write)).toBeUndefined();
  });

  test('has its clock, so that a replica whose own is wrong neither expires nor claims too early', async () => {
    expect(await slow.run(write)).toBe('OK');
    const realNow = Date.now;
    jest.spyOn(Date, 'now').mockImplementation(() => realNow() + 600_000);
    while (slow.serverTime() - realNow() > 300_000) await new Promise((tick) => setTimeout(tick, 10));
    expect(slow.isAvailable).toBe(false);
    expect(slow.isResponding).toBe(true);
  });

  test('does not lose the response of an item in flight when another response is too slow', async () => {
    const slowOutbox = new RedisOutbox(slow, 'main', LEASE_MS);
    const [, added] = await Promise.all([slow.run(write), slowOutbox.add(createItem()), slow.run(write)]);
    expect(added).toBe('added');
  });
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

test.each(['damaged', '[]', '1'])(
  'an item whose status is %s is delivered as one that may have been sent',
  async (damaged) => {
    const items = [createItem(), createItem({ lane: 'cpu' })];
    for (const item of items) await outbox.add(item);
    const [key = ''] = await connection.client.keys('*:statuses');
    await connection.client.hset(key, items[0]?.id ?? '', damaged);
    expect(await outbox.cancel('disk')).toEqual({ cancelled: 0, remaining: 1 });
    const claimed = [await outbox.claim(), await outbox.claim()];
    expect(claimed.map((one) => [one?.item.id, one?.item.sentAt])).toEqual([
      [items[0]?.id, expect.any(Number)],
      [items[1]?.id, undefined],
    ]);
    expect(connection.readStatus().invalidValues).toBe(1);
    for (const one of claimed) expect(one && (await outbox.settle(one, 'DELIVERED', '{}'))).toBe(true);
    expect(await outbox.readDepth()).toMatchObject({ waiting: 0 });
  },
);
