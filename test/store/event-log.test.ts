import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { EVENT_LOG_CAPACITY } from '../../src/store/event-log.js';
import { follow, idsOf, named, openLog, type TestFollower, type TestLog } from './event-log-steps.js';
import { IMPLEMENTATIONS } from './store-harness.js';

describe.each(IMPLEMENTATIONS)('the event log %s', (where, setUp) => {
  const { store, otherStore } = setUp();
  let log: TestLog;
  let otherLog: TestLog;
  let follower: TestFollower;
  let otherFollower: TestFollower;
  beforeEach(async () => {
    log = openLog(store(), 'main');
    otherLog = where === 'in memory' ? log : openLog(otherStore(), 'main');
    [follower, otherFollower] = await Promise.all([follow(log), follow(otherLog)]);
  });
  afterEach(() => {
    follower.end();
    otherFollower.end();
  });

  test('passes every entry to all replicas once, in one order', async () => {
    const appended = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((id, index) =>
      (index % 2 === 0 ? log : otherLog).append(named(id), index),
    );
    await Promise.all(appended);
    for (const one of [follower, otherFollower]) await one.until(() => one.updates.length === 8);
    expect(follower.ids.toSorted()).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);
    expect(otherFollower.events).toEqual(follower.events);
    expect(otherFollower.updates).toEqual(follower.updates);
  });

  test('has an event once, however many replicas append it', async () => {
    await log.append(named('first'), 0);
    const first = await follower.positionOf('first');
    await Promise.all([log.append(named('a', 'b'), 1), otherLog.append(named('b', 'a', 'c'), 2)]);
    await otherLog.append(named('d'), 3);
    await follower.until(() => follower.ids.includes('d'));
    expect(follower.ids.toSorted()).toEqual(['a', 'b', 'c', 'd', 'first']);
    expect([idsOf(await log.readAfter(first))].flat().toSorted()).toEqual(['a', 'b', 'c', 'd']);
    expect(follower.updates.map(Number).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3]);
  });

  test('continues at another replica with exactly what was missed', async () => {
    await log.append(named('a', 'b', 'c'), 1);
    const position = await follower.positionOf('a');
    await otherLog.append(named('d'), 2);
    await otherFollower.positionOf('d');
    expect(idsOf(await otherLog.readAfter(position))).toEqual(['b', 'c', 'd']);
    expect(idsOf(await otherLog.readAfter(await otherFollower.positionOf('d')))).toEqual([]);
  });

  test('reads no further than what followers got, so that both together have each event once', async () => {
    await log.append(named('first'), 0);
    const position = await otherFollower.positionOf('first');
    const appended = Promise.all(Array.from({ length: 20 }, (_, n) => log.append(named(`e${n}`), n)));
    const followedBefore = otherFollower.ids.length;
    const read = idsOf(await otherLog.readAfter(position));
    const followedUntilThen = otherFollower.ids.length;
    await appended;
    await otherFollower.positionOf('e19');
    expect(new Set([read, otherFollower.ids.slice(followedBefore)].flat())).toEqual(
      new Set(otherFollower.ids.slice(1)),
    );
    const followedLater = otherFollower.ids.slice(followedUntilThen);
    expect(followedLater.filter((id) => read.includes(id))).toEqual([]);
  });

  test('keeps the newest events, and a position before them is expired', async () => {
    const ids = Array.from({ length: EVENT_LOG_CAPACITY }, (_, n) => `e${n}`);
    for (let first = 0; first < ids.length; first += 50)
      await log.append(named(...ids.slice(first, first + 50)), first);
    await log.append(named('last'), 0);
    await follower.positionOf('last');
    expect(await log.readAfter(await follower.positionOf('e0'))).toHaveLength(EVENT_LOG_CAPACITY);
    await log.append(named('one more'), 0);
    await follower.positionOf('one more');
    expect(await log.readAfter(await follower.positionOf('e0'))).toBe('expired');
  });

  test('a new epoch ends all positions, at every replica', async () => {
    await log.append(named('a'), 1);
    const position = await otherFollower.positionOf('a');
    await log.startEpoch();
    expect(await log.readAfter(position)).toBe('expired');
    await log.append(named('b'), 2);
    const next = await otherFollower.positionOf('b');
    expect(await otherLog.readAfter(position)).toBe('expired');
    expect(await otherLog.readAfter(next)).toEqual([]);
    expect(otherFollower.gaps).toEqual([]);
  });

  test.each(['', 'x', '-1', '1-1', 'NaN-NaN', '__proto__'])('the invalid position %p is expired', async (position) => {
    await log.append(named('a'), 1);
    const [epoch] = (await follower.positionOf('a')).split('-');
    expect(await log.readAfter(position)).toBe('expired');
    expect(await log.readAfter(`${epoch}-99`)).toBe('expired');
    expect(await log.readAfter(`${epoch}-1-1`)).toBe('expired');
  });
});
