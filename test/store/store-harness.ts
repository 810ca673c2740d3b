import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { readConfig } from '../../src/config/read-config.js';
import type { RedisConfig } from '../../src/config/config.js';
import { createMemoryIdempotencyStore } from '../../src/store/memory/idempotency.js';
import { createMemoryWebhookIds } from '../../src/store/memory/webhook-ids.js';
import { createMemoryStore } from '../../src/store/memory/memory-store.js';
import type { IdempotencyStore } from '../../src/store/idempotency.js';
import { RedisIdempotencyStore } from '../../src/store/redis/idempotency.js';
import { createRedisClient } from '../../src/store/redis/redis-client.js';
import { createRedisStore } from '../../src/store/redis/open-redis-store.js';
import { RedisConnection } from '../../src/store/redis/redis-connection.js';
import type { StoreLog } from '../../src/store/store-log.js';
import type { Store } from '../../src/store/store.js';
import { startUsedRedis, type TestRedis } from './test-redis.js';

export const TTL_SECONDS = 60;

/** Small bounds, in bytes. */
const BOUNDS = { resultBytes: 2_000, ownerBytes: 10_000, totalBytes: 30_000 };

export const STORE_SETTINGS = { callerRateLimit: 5, idempotencyTtlSeconds: TTL_SECONDS, deadlineMs: 10_000 };

/** What a test of the contract gets: stores of two replicas, and their clock. In memory there is one replica. */
export interface StoresUnderTest {
  readonly idempotency: () => IdempotencyStore;
  /** A second replica with the same state. */
  readonly otherIdempotency: () => IdempotencyStore;
  readonly store: () => Store;
  readonly otherStore: () => Store;
  readonly pass: (seconds: number) => void;
  readonly now: () => number;
}

/** Each implementation of the store, for `describe.each`. Every test begins with an empty store. */
export const IMPLEMENTATIONS: readonly [name: string, setUp: () => StoresUnderTest][] = [
  ['in memory', setUpMemory],
  ['in Redis', setUpRedis],
];

function createClock() {
  let passedMs = 0;
  return { now: () => Date.UTC(2026, 0, 1) + passedMs, pass: (seconds: number) => void (passedMs += seconds * 1000) };
}

function setUpMemory(): StoresUnderTest {
  const { now, pass } = createClock();
  let idempotency: IdempotencyStore;
  let store: Store;
  beforeEach(() => {
    idempotency = createMemoryIdempotencyStore(TTL_SECONDS, now, BOUNDS);
    store = { ...createMemoryStore(STORE_SETTINGS), webhookIds: createMemoryWebhookIds(now) };
  });
  return {
    idempotency: () => idempotency,
    otherIdempotency: () => idempotency,
    store: () => store,
    otherStore: () => store,
    pass,
    now,
  };
}

function setUpRedis(): StoresUnderTest {
  const { now, pass } = createClock();
  const connections: RedisConnection[] = [];
  const idempotency: RedisIdempotencyStore[] = [];
  const stores: Store[] = [];
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startUsedRedis();
    for (const _ of ['one', 'other']) {
      const config = redisConfig({ REDIS_URL: redis.url });
      const connection = await connect(config);
      Object.assign(connection, { serverTime: now, toLocalTime: (time: number) => time });
      connections.push(connection);
      const local = createMemoryIdempotencyStore(TTL_SECONDS, now, BOUNDS);
      idempotency.push(new RedisIdempotencyStore(connection, local, TTL_SECONDS, BOUNDS));
      stores.push(createRedisStore(connection, { ...STORE_SETTINGS, redis: config }));
    }
  });
  beforeEach(() => removeData(pick(connections, 0)));
  afterAll(async () => {
    await Promise.all(stores.map((one) => one.close()));
    for (const one of idempotency) one.close();
    await redis.stop();
  });
  return {
    idempotency: () => pick(idempotency, 0),
    otherIdempotency: () => pick(idempotency, 1),
    store: () => pick(stores, 0),
    otherStore: () => pick(stores, 1),
    pass,
    now,
  };
}

function pick<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (!found) throw new Error('The store is not open yet.');
  return found;
}

/** Keeps the epoch of the server, which would be a new one otherwise. */
async function removeData({ client, prefix }: RedisConnection): Promise<void> {
  const keys = await client.keys(`${prefix}*`);
  await Promise.all(keys.filter((key) => key !== `${prefix}state`).map((key) => client.del(key)));
}

/** @param env the settings whose names begin with `REDIS_` */
export function redisConfig(env: Record<string, string>): RedisConfig {
  const { redis } = readConfig(env);
  if (!redis) throw new Error('REDIS_URL is missing.');
  return redis;
}

export const silentLog = { info: () => {}, warn: () => {} };

/** A busy machine makes every server slow. */
const MAX_TEST_LATENCY_MS = 1_000;

/** Connects, and fails if the server does not become available. */
export async function connect(
  config: RedisConfig,
  log: StoreLog = silentLog,
  maxLatencyMs: number = MAX_TEST_LATENCY_MS,
): Promise<RedisConnection> {
  const client = createRedisClient(config);
  const ttlMs = TTL_SECONDS * 1000;
  const connection = new RedisConnection({ client, prefix: config.prefix, ttlMs, log, maxLatencyMs });
  if (await connection.waitUntilAvailable(2_000)) return connection;
  connection.close();
  throw new Error(`Redis is unavailable: ${connection.log.reason}`);
}
