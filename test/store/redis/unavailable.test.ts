import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { RedisConnection } from '../../../src/store/redis/redis-connection.js';
import { connect, redisConfig } from '../store-harness.js';
import { startRedis, type TestRedis } from '../test-redis.js';
import { OUTAGES, startSlowProxy } from './outages.js';

/** What a command may take at most, and what a busy machine adds. */
const MAX_WAIT_MS = 250 + 250;

let redis: TestRedis;
let connection: RedisConnection;
const connections: RedisConnection[] = [];
const lines: { level: string; fields: object; message: string }[] = [];
const log = {
  info: (fields: object, message: string) => void lines.push({ level: 'info', fields, message }),
  warn: (fields: object, message: string) => void lines.push({ level: 'warn', fields, message }),
};

beforeAll(async () => {
  redis = await startRedis();
});
afterEach(() => {
  for (const one of connections.splice(0)) one.close();
  lines.length = 0;
});
afterAll(() => redis.stop());

async function open(url = redis.url): Promise<void> {
  connection = await connect(redisConfig({ REDIS_URL: url }), log, 50);
  connections.push(connection);
}

const write = () => connection.run((client) => client.set('pagergraph:test', 'value'));

/** Writes until one is not sent; returns the longest wait in milliseconds. */
async function writeUntilUnavailable(): Promise<number> {
  let longest = 0;
  for (let isSent = true; isSent;) {
    isSent = false;
    const startedAt = performance.now();
    await connection.run((client) => {
      isSent = true;
      return client.set('pagergraph:test', 'value');
    });
    longest = Math.max(longest, performance.now() - startedAt);
  }
  return longest;
}

describe.each(OUTAGES)('while Redis is %s', (_how, outage) => {
  test('one command waits at most 250 ms, later ones are not sent, and it comes back by itself', async () => {
    await open();
    expect(await write()).toBe('OK');
    await outage.begin(redis);
    expect(await writeUntilUnavailable()).toBeLessThan(MAX_WAIT_MS);
    const command = jest.fn(async () => 'sent');
    expect(await connection.run(command)).toBeUndefined();
    expect(command).not.toHaveBeenCalled();
    await outage.end(redis);
    expect(await connection.waitUntilAvailable(10_000)).toBe(true);
    expect(await write()).toBe('OK');
    expect(lines.map(({ level, message }) => [level, message])).toEqual([
      ['warn', 'Redis is unavailable: this replica works with its own state'],
      ['info', 'Redis is available again'],
    ]);
  });
});

test('commands in flight end together when the first of them fails', async () => {
  await open();
  redis.pause();
  const startedAt = performance.now();
  const results = await Promise.all(Array.from({ length: 200 }, write));
  redis.resume();
  expect(performance.now() - startedAt).toBeLessThan(MAX_WAIT_MS);
  expect(new Set(results)).toEqual(new Set([undefined]));
});

test('a slow server counts as unavailable: its first response is used, and later commands are not sent', async () => {
  const proxy = await startSlowProxy(redis);
  await open(proxy.url);
  proxy.delayMs = 100;
  expect(await writeUntilUnavailable()).toBeLessThan(MAX_WAIT_MS);
  expect(lines[0]?.fields).toMatchObject({ reason: expect.stringContaining('instead of at most 50 ms') });
  proxy.delayMs = 0;
  expect(await connection.waitUntilAvailable(10_000)).toBe(true);
  connection.close();
  proxy.close();
});

test('a connection whose host vanished is replaced', async () => {
  const proxy = await startSlowProxy(redis);
  await open(proxy.url);
  proxy.abandonConnections();
  expect(await writeUntilUnavailable()).toBeLessThan(MAX_WAIT_MS);
  expect(await connection.waitUntilAvailable(10_000)).toBe(true);
  expect(await write()).toBe('OK');
  connection.close();
  proxy.close();
});

test('a busy process does not count as a slow server', async () => {
  await open();
  const written = write();
  for (const startedAt = performance.now(); performance.now() - startedAt < 100;) continue;
  expect(await written).toBe('OK');
  expect(await write()).toBe('OK');
  expect(lines).toEqual([]);
});

test('the log names the cause, without the password', async () => {
  await expect(open(redis.url.replace('//', '//me:wrong-secret@'))).rejects.toThrow('WRONGPASS');
  expect(JSON.stringify(lines)).toContain('WRONGPASS');
  expect(JSON.stringify(lines)).not.toContain('wrong-secret');
});
