import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFileOutboxes, type FileOutboxes } from '../../src/store/file/file-outboxes.js';
import type { NewItem, Outbox, OutboxLimits } from '../../src/store/outbox.js';
import { RedisOutbox } from '../../src/store/redis/outbox.js';
import type { RedisConnection } from '../../src/store/redis/redis-connection.js';
import { connect, redisConfig, silentLog } from './store-harness.js';
import { startUsedRedis, type TestRedis } from './test-redis.js';

export const LEASE_MS = 1_000;

export const SMALL_LIMITS: OutboxLimits = { waiting: 4, waitingOfOwner: 3, settled: 3, bytes: 140 };

export const START = Date.UTC(2026, 0, 1);

export interface OutboxUnderTest {
  readonly outbox: () => Outbox;
  /** Another replica, or the same file after a restart. */
  readonly reopen: () => Promise<Outbox>;
  readonly limited: () => Promise<Outbox>;
  readonly pass: (ms: number) => void;
}

/** Each implementation, for `describe.each`. Every test begins with an empty outbox. */
export const OUTBOXES: readonly [name: string, setUp: () => OutboxUnderTest][] = [
  ['in a file', setUpFile],
  ['in Redis', setUpRedis],
];

let ids = 0;

/** An item with an id of no other one. */
export function createItem(values: Partial<NewItem> = {}): NewItem {
  ids += 1;
  return {
    id: `item-${ids}`,
    lane: 'disk',
    owner: 'monitoring',
    label: '{}',
    content: '{"title":"Disk"}',
    queuedAt: START,
    expiresAt: START + 3_600_000,
    ...values,
  };
}

function setUpFile(): OutboxUnderTest {
  let now = START;
  let folder: string;
  let open: FileOutboxes;
  const openFile = (limits?: OutboxLimits) =>
    openFileOutboxes({
      path: join(folder, 'outbox'),
      accounts: ['main'],
      leaseMs: LEASE_MS,
      log: silentLog,
      now: () => now,
      ...(limits && { limits }),
    });
  const reopen = async (limits?: OutboxLimits) => {
    await open.close();
    open = await openFile(limits);
    return open.openOutbox('main');
  };
  beforeEach(async () => {
    now = START;
    folder = mkdtempSync(join(tmpdir(), 'outbox-'));
    open = await openFile();
  });
  afterEach(async () => {
    await open.close();
    rmSync(folder, { recursive: true });
  });
  return {
    outbox: () => open.openOutbox('main'),
    reopen,
    limited: () => reopen(SMALL_LIMITS),
    pass: (ms) => void (now += ms),
  };
}

function setUpRedis(): OutboxUnderTest {
  let now = START;
  let redis: TestRedis;
  let connection: RedisConnection;
  beforeAll(async () => {
    redis = await startUsedRedis();
    connection = await connect(redisConfig({ REDIS_URL: redis.url }));
    Object.assign(connection, { serverTime: () => now, toLocalTime: (time: number) => time });
  });
  beforeEach(async () => {
    now = START;
    await connection.client.flushall();
  });
  afterAll(async () => {
    connection.close();
    await redis.stop();
  });
  const open = (limits?: OutboxLimits) => new RedisOutbox(connection, 'main', LEASE_MS, limits);
  return {
    outbox: () => open(),
    reopen: async () => open(),
    limited: async () => open(SMALL_LIMITS),
    pass: (ms) => void (now += ms),
  };
}
