import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { MAX_UPDATE_LENGTH } from '../../../src/store/event-log.js';
import { EventLogCommands } from '../../../src/store/redis/event-log-commands.js';
import { RedisEventLog } from '../../../src/store/redis/event-log.js';
import { createBlockingClient } from '../../../src/store/redis/redis-client.js';
import type { RedisConnection } from '../../../src/store/redis/redis-connection.js';
import { follow, FORMAT, idsOf, named, type TestFollower, type TestLog } from '../event-log-steps.js';
import { connect, redisConfig } from '../store-harness.js';
import { startRedis, type TestRedis } from '../test-redis.js';
import { OUTAGES, sendCommand, startSlowProxy } from './outages.js';

let redis: TestRedis;
const connections: RedisConnection[] = [];
const followers: TestFollower[] = [];
const invalid: object[] = [];

beforeAll(async () => {
  redis = await startRedis();
});
beforeEach(() => sendCommand(redis, 'FLUSHALL'));
afterEach(() => {
  for (const one of followers.splice(0)) one.end();
  for (const one of connections.splice(0)) one.close();
  invalid.length = 0;
});
afterAll(() => redis.stop());

function keepInvalid(fields: object, message: string): void {
  if (message.startsWith('Ignored')) invalid.push(fields);
}

async function openCommands(url = redis.url): Promise<EventLogCommands> {
  const connection = await connect(redisConfig({ REDIS_URL: url }), { info: () => {}, warn: keepInvalid });
  connections.push(connection);
  return new EventLogCommands(connection, 'main');
}

/** @param readerUrl where it reads the entries of the log */
async function openFollower(url = redis.url, readerUrl = url, commands?: EventLogCommands): Promise<TestFollower> {
  const log: TestLog = new RedisEventLog(commands ?? (await openCommands(url)), FORMAT, () =>
    createBlockingClient(redisConfig({ REDIS_URL: readerUrl })),
  );
  const follower = await follow(log);
  followers.push(follower);
  return follower;
}

const isUnavailable = async () => {
  while (connections.some(({ isAvailable }) => isAvailable)) await new Promise(setImmediate);
};
const isAvailable = async () => {
  for (const connection of connections) await connection.waitUntilAvailable(10_000);
};

describe.each(OUTAGES)('while Redis is %s', (_how, outage) => {
  test('a replica passes on its own events, and afterwards all replicas share them again', async () => {
    const [one, other] = [await openFollower(), await openFollower()];
    await one.log.append(named('before'), 1);
    const before = await other.positionOf('before');
    await outage.begin(redis);
    await one.log.append(named('alone'), 2);
    const alone = await one.positionOf('alone');
    await isUnavailable();
    expect([one.log.isShared, idsOf(await one.log.readAfter(before))]).toEqual([false, 'expired']);
    await outage.end(redis);
    await isAvailable();
    // The replica that was alone begins a new epoch first.
    await one.log.append(named('back'), 3);
    await other.positionOf('back');
    await other.log.append(named('after'), 3);
    await Promise.all([one.positionOf('after'), other.positionOf('after')]);
    expect([one.log.isShared, one.ids]).toEqual([true, ['before', 'alone', 'back', 'after']]);
    // A command that timed out may be executed later.
    expect(other.ids.filter((id) => id !== 'alone')).toEqual(['before', 'back', 'after']);
    for (const position of [before, alone])
      for (const { log } of [one, other]) expect(await log.readAfter(position)).toBe('expired');
    const after = await one.positionOf('after');
    await one.log.append(named('later'), 4);
    await other.positionOf('later');
    expect(idsOf(await other.log.readAfter(after))).toEqual(['later']);
  });
});

test('an outage without an event expires no position, if Redis keeps its data', async () => {
  const [one, other] = [await openFollower(), await openFollower()];
  await one.log.append(named('before'), 1);
  const before = await other.positionOf('before');
  redis.pause();
  await isUnavailable();
  redis.resume();
  await isAvailable();
  await one.log.append(named('after'), 2);
  await other.positionOf('after');
  expect(idsOf(await other.log.readAfter(before))).toEqual(['after']);
  expect(other.gaps).toEqual([]);
});

test('an event of two replicas that were alone is passed on once', async () => {
  const [one, other] = [await openFollower(), await openFollower()];
  await redis.kill();
  for (const { log } of [one, other]) await log.append(named('both'), 1);
  await redis.restart();
  await isAvailable();
  for (const { log } of [one, other]) await log.append(named('both', 'after'), 2);
  await Promise.all([one.positionOf('after'), other.positionOf('after')]);
  expect([one.ids, other.ids]).toEqual([
    ['both', 'after'],
    ['both', 'after'],
  ]);
});

test('an event that is being sent while a replica reports that it was alone reaches the watchers', async () => {
  const [commands, other] = [await openCommands(), await openCommands()];
  const one = await openFollower(redis.url, redis.url, commands);
  const append = commands.append.bind(commands);
  jest.spyOn(commands, 'append').mockImplementation(async (...entry) => {
    await other.startEpoch('other', 'alone');
    await one.until(() => one.gaps.length > 0);
    return append(...entry);
  });
  await one.log.append(named('own'), 1);
  await one.until(() => one.ids.length > 0);
  expect([one.ids, one.gaps]).toEqual([['own'], ['expired']]);
});

test('lost data is noticed without an interruption', async () => {
  const [one, other] = [await openFollower(), await openFollower()];
  await one.log.append(named('before'), 1);
  const before = await other.positionOf('before');
  await sendCommand(redis, 'FLUSHALL');
  await one.log.append(named('after'), 2);
  for (const follower of [one, other]) {
    await follower.positionOf('after');
    expect(follower.gaps).toEqual(['expired']);
    expect(await follower.log.readAfter(before)).toBe('expired');
  }
});

test('a replica whose connections were cut for longer than entries are kept gets the events it missed', async () => {
  const proxy = await startSlowProxy(redis);
  const [one, other] = [await openFollower(), await openFollower(proxy.url)];
  await one.log.append(named('before'), 1);
  await other.positionOf('before');
  proxy.abandonConnections();
  await one.log.append(named('missed', 'missed too'), 2);
  const [entries = ''] = (await sendCommand(redis, 'KEYS', 'pagergraph:*:entries')) as string[];
  await sendCommand(redis, 'XTRIM', entries, 'MAXLEN', '0');
  await other.until(() => other.gaps.length > 0);
  expect(other.gaps.map(idsOf)).toEqual([['missed', 'missed too']]);
  await one.log.append(named('after'), 3);
  await other.positionOf('after');
  proxy.close();
});

/** Replicas that share an event; the first one reads entries through a proxy. */
async function openWithSlowReader() {
  const proxy = await startSlowProxy(redis);
  const commands = await openCommands();
  const one = await openFollower(redis.url, proxy.url, commands);
  const other = await openFollower();
  await other.log.append(named('before'), 1);
  await one.positionOf('before');
  const trim = async () => {
    const [entries = ''] = (await sendCommand(redis, 'KEYS', 'pagergraph:*:entries')) as string[];
    await sendCommand(redis, 'XTRIM', entries, 'MAXLEN', '0');
  };
  return { proxy, commands, one, other, trim };
}

describe('while a replica gets the events that its reader missed', () => {
  test('an event that it is sending reaches its watchers', async () => {
    const { proxy, commands, one, other, trim } = await openWithSlowReader();
    proxy.abandonConnections();
    await other.log.append(named('missed'), 2);
    await trim();
    const append = commands.append.bind(commands);
    jest.spyOn(commands, 'append').mockImplementation(async (...entry) => {
      await one.until(() => one.gaps.length > 0);
      return append(...entry);
    });
    await one.log.append(named('own'), 3);
    await one.positionOf('own');
    expect([one.ids, one.gaps.map(idsOf)]).toEqual([['before', 'own'], [['missed']]]);
    proxy.close();
  });

  test('a change without an event that it sent before reaches its watchers', async () => {
    const { proxy, one, other, trim } = await openWithSlowReader();
    proxy.abandonConnections();
    await one.log.append([], 2);
    await other.log.append(named('missed'), 3);
    await trim();
    await one.until(() => one.gaps.length > 0);
    expect([one.updates, one.gaps.map(idsOf)]).toEqual([[1, 2], [['missed']]]);
    proxy.close();
  });
});

test('the position of an event that a replica passed on before earlier ones of others continues nowhere', async () => {
  const proxy = await startSlowProxy(redis);
  const other = await openFollower();
  const one = await openFollower(redis.url, proxy.url);
  await other.log.append(named('before'), 1);
  await one.positionOf('before');
  proxy.abandonConnections();
  await other.log.append(named('earlier'), 1);
  await one.log.append(named('own'), 2);
  connections.at(-1)?.client.disconnect();
  const position = await one.positionOf('own');
  expect(one.ids).toEqual(['before', 'own']);
  await other.positionOf('own');
  expect(await other.log.readAfter(position)).toBe('expired');
  proxy.close();
});

test('a position of a replica alone does not continue after an event of another replica', async () => {
  const [one, other] = [await openFollower(), await openFollower()];
  connections[0]?.client.disconnect();
  await one.log.append(named('alone'), 1);
  const alone = await one.positionOf('alone');
  expect(idsOf(await one.log.readAfter(alone))).toEqual([]);
  await other.log.append(named('of the other'), 2);
  await one.positionOf('of the other');
  expect([one.log.isShared, await one.log.readAfter(alone)]).toEqual([false, 'expired']);
});

test('values of other programs and versions are ignored and counted', async () => {
  const [one, other] = [await openFollower(), await openFollower()];
  await one.log.append(named('before'), 1);
  const before = await other.positionOf('before');
  await one.log.append([{ eventId: '' }, ...named('known')], 2);
  await other.positionOf('known');
  expect(other.ids).toEqual(['before', 'known']);
  expect(idsOf(await other.log.readAfter(before))).toEqual(['known']);
  expect(invalid).not.toEqual([]);
});

test('an update that is too large reaches other replicas in its short form', async () => {
  const [one, other] = [await openFollower(), await openFollower()];
  const update = 'x'.repeat(MAX_UPDATE_LENGTH);
  await one.log.append(named('large'), update);
  await Promise.all([one.positionOf('large'), other.positionOf('large')]);
  expect([one.updates[0], other.updates[0]]).toEqual([update, 'short']);
});

test('a replica that joins gets the last events before', async () => {
  const one = await openFollower();
  await one.log.append(named('a', 'b'), 1);
  await one.positionOf('b');
  const other = await openFollower();
  expect(idsOf(await other.joined)).toEqual(['a', 'b']);
  expect(other.events).toEqual([]);
});

test('a replica that starts without Redis joins later', async () => {
  const one = await openFollower();
  const [connection] = connections;
  await redis.kill();
  await isUnavailable();
  if (!connection) throw new Error('There is no connection.');
  const config = redisConfig({ REDIS_URL: redis.url });
  const log: TestLog = new RedisEventLog(new EventLogCommands(connection, 'main'), FORMAT, () =>
    createBlockingClient(config),
  );
  const late = await follow(log);
  followers.push(late);
  await redis.restart();
  await isAvailable();
  await late.until(() => late.gaps.length > 0);
  await one.log.append(named('after'), 1);
  await late.positionOf('after');
  expect(late.gaps).toEqual(['expired']);
});
