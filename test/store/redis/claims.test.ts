import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { createMemoryIdempotencyStore } from '../../../src/store/memory/idempotency.js';
import { RedisIdempotencyStore } from '../../../src/store/redis/idempotency.js';
import type { RedisConnection } from '../../../src/store/redis/redis-connection.js';
import { createIdempotentRunner } from '../../../src/graph/core/mutations/idempotent-runner.js';
import { deferred } from '../../deferred.js';
import { begin } from '../idempotency-steps.js';
import { connect, redisConfig, TTL_SECONDS } from '../store-harness.js';
import { startUsedRedis, type TestRedis } from '../test-redis.js';

const LEASE_MS = 6_000;
const RENEW_INTERVAL_MS = 2_000;

let redis: TestRedis;
let connection: RedisConnection;
let passedMs: number;
const stores: RedisIdempotencyStore[] = [];

beforeAll(async () => {
  redis = await startUsedRedis();
});
afterEach(() => {
  jest.useRealTimers();
  for (const store of stores.splice(0)) store.close();
  connection.close();
});
afterAll(() => redis.stop());

async function openConnection(): Promise<void> {
  passedMs = 0;
  connection = await connect(redisConfig({ REDIS_URL: redis.url }));
  const startedAt = connection.serverTime();
  Object.assign(connection, { serverTime: () => startedAt + passedMs, toLocalTime: (time: number) => time });
}

function openReplica(): RedisIdempotencyStore {
  const store = new RedisIdempotencyStore(connection, createMemoryIdempotencyStore(TTL_SECONDS), TTL_SECONDS);
  stores.push(store);
  return store;
}

const until = async (isTrue: () => boolean) => {
  while (!isTrue()) await new Promise(setImmediate);
};

describe('the claim of a replica', () => {
  test('that was killed is lost after its lease, and the next one learns when it began', async () => {
    await openConnection();
    const [killed, other] = [openReplica(), openReplica()];
    const since = connection.serverTime();
    await begin(killed, 'me', 'killed');
    passedMs = LEASE_MS - 1;
    expect(await other.begin({ owner: 'me', key: 'killed' }, 'input')).toEqual({ state: 'running' });
    passedMs = LEASE_MS;
    expect(await other.begin({ owner: 'me', key: 'killed' }, 'input')).toMatchObject({ state: 'lost', since });
  });

  test('is renewed while its work runs', async () => {
    await openConnection();
    jest.useFakeTimers({
      doNotFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'nextTick', 'performance', 'Date'],
    });
    const [working, other] = [openReplica(), openReplica()];
    await begin(working, 'me', 'renewed');
    for (let round = 0; round < 5; round += 1) {
      passedMs += RENEW_INTERVAL_MS;
      jest.advanceTimersByTime(RENEW_INTERVAL_MS);
      // The server may need the text of the script first.
      for (const _ of ['hash', 'text']) await connection.run((client) => client.ping());
    }
    expect(await other.begin({ owner: 'me', key: 'renewed' }, 'input')).toEqual({ state: 'running' });
  });

  test('that timed out and is executed later still ends with its work', async () => {
    await openConnection();
    const [working, other] = [openReplica(), openReplica()];
    const id = { owner: 'me', key: 'late' };
    redis.pause();
    const begun = await working.begin(id, 'input');
    redis.resume();
    expect(begun).toMatchObject({ state: 'unknown' });
    expect(await connection.waitUntilAvailable(5_000)).toBe(true);
    expect(await other.begin(id, 'input')).toEqual({ state: 'running' });
    await working.complete(id, 'claim' in begun ? begun.claim : '', 'answer');
    expect(await other.begin(id, 'input')).toEqual({ state: 'done', result: 'answer' });
  });

  test('that another replica took over does not change the result', async () => {
    await openConnection();
    const [slow, other] = [openReplica(), openReplica()];
    const id = { owner: 'me', key: 'slow' };
    const claim = await begin(slow, 'me', 'slow');
    passedMs = LEASE_MS;
    await other.complete(id, await begin(other, 'me', 'slow'), 'of the other');
    await slow.complete(id, claim, 'late');
    expect(await slow.begin(id, 'input')).toEqual({ state: 'done', result: 'of the other' });
  });
});

/** Work that runs until `end`, under keys of one caller. */
async function openRunner() {
  await openConnection();
  const store = openReplica();
  const runner = createIdempotentRunner(store);
  const { promise, resolve } = deferred<string>();
  const work = jest.fn(() => promise);
  const run = (key: string, input = 'input') => runner.run('me', key, input, work);
  const first = (key: string) => {
    const result = run(key);
    return { result, begun: until(() => work.mock.calls.length > 0) };
  };
  return { run, first, work, end: () => resolve('done') };
}

describe('work whose claim Redis took before it was paused', () => {
  test('is awaited by a repeat at its replica, and not run a second time', async () => {
    const { run, first, work, end } = await openRunner();
    const { result, begun } = first('in flight');
    await begun;
    redis.pause();
    const repeated = run('in flight');
    await expect(run('in flight', 'other')).rejects.toMatchObject({ code: 'CONFLICT' });
    end();
    expect([await result, await repeated]).toEqual(['done', 'done']);
    redis.resume();
    expect(work).toHaveBeenCalledTimes(1);
  });

  test('is not run again by a repeat at its replica after it ended', async () => {
    const { run, first, work, end } = await openRunner();
    const { result, begun } = first('ended');
    await begun;
    redis.pause();
    end();
    await result;
    expect(await run('ended')).toBe('done');
    redis.resume();
    expect(work).toHaveBeenCalledTimes(1);
  });
});
