import { describe, expect, test } from '@jest/globals';
import { setImmediate } from 'node:timers/promises';
import { POLL_LEASE_RENEWAL_MS } from '../../src/store/poll-lease.js';
import { sendCommand } from '../store/redis/outages.js';
import { eventIds, feedReplicas, type FeedReplica } from './replicas-harness.js';

const { openWatched, redis, pagerduty, annotated, advance, advanceUntil } = feedReplicas();

const countPolls = () => pagerduty().calls.filter((url) => url.startsWith('/log_entries')).length;

/** Waits for a number of events while the clock stands still. */
async function counts(replica: FeedReplica, count: number): Promise<void> {
  while (replica.events().length < count) await setImmediate();
}

/** Connects again once the connection has ended. */
async function connectAgain({ connection: { client } }: FeedReplica): Promise<void> {
  while (client.status !== 'end') await setImmediate();
  await client.connect();
}

/** Connects again while the clock stands still. */
async function rejoin(replica: FeedReplica): Promise<void> {
  await connectAgain(replica);
  while (!replica.feed.status().isShared) await setImmediate();
}

/** Waits until every replica has an event. */
const seenBy = (replicas: readonly FeedReplica[], eventId: string) =>
  advanceUntil(() => replicas.every((one) => eventIds(one).includes(eventId)));

const areAlone = (replicas: readonly FeedReplica[]) =>
  advanceUntil(() => replicas.every(({ feed }) => feed.status().isShared === false));
const areTogether = (replicas: readonly FeedReplica[]) =>
  advanceUntil(() => replicas.every(({ feed }) => feed.status().isShared === true));

describe('while Redis is unavailable', () => {
  test.each([
    ['killed, and its data is lost', () => redis().kill(), () => redis().restart()],
    ['paused', async () => redis().pause(), async () => redis().resume()],
  ])('because it is %s, every replica polls, and afterwards one of them', async (_how, begin, end) => {
    pagerduty().put('P1');
    const replicas = await openWatched(2);
    const ids = [pagerduty().log('annotate', 'P1')];
    await seenBy(replicas, ids[0] ?? '');
    const positions = replicas.map((one) => one.lastPosition());
    await begin();
    await areAlone(replicas);
    ids.push(pagerduty().log('snooze', 'P1'));
    await seenBy(replicas, ids[1] ?? '');
    await advance(15);
    pagerduty().calls.length = 0;
    await advance(60);
    expect(countPolls()).toBe(2 * 4);
    await end();
    await areTogether(replicas);
    ids.push(pagerduty().log('escalate', 'P1'));
    await seenBy(replicas, ids[2] ?? '');
    await advance(20);
    pagerduty().calls.length = 0;
    await advance(60);
    expect(countPolls()).toBe(12);
    for (const [index, one] of replicas.entries()) {
      expect(eventIds(one)).toEqual(ids);
      expect(await one.feed.eventsAfter(positions[index] ?? '')).toBe('expired');
    }
  });

  test('an event that only one replica saw reaches the other one by its next poll', async () => {
    pagerduty().put('P1');
    const replicas = await openWatched(2);
    const [one, other] = replicas;
    await redis().kill();
    await areAlone(replicas);
    const eventId = pagerduty().log('annotate', 'P1');
    await advanceUntil(() => replicas.some((replica) => eventIds(replica).length > 0));
    await redis().restart();
    await seenBy(replicas, eventId);
    await areTogether(replicas);
    await advance(20);
    expect([one, other].map((replica) => replica && eventIds(replica))).toEqual([[eventId], [eventId]]);
  });

  test.each([
    ['the one that polls', 0],
    ['the one that does not', 1],
  ])('only for %s, its events reach the other one afterwards, once', async (_which, index) => {
    pagerduty().put('P1');
    const replicas = await openWatched(2);
    const alone = replicas[index];
    if (!alone) throw new Error('There is no replica.');
    alone.connection.client.disconnect();
    await areAlone([alone]);
    alone.feed.receive(annotated('E1'), 'RECEIVED');
    pagerduty().log('annotate', 'P1');
    await advanceUntil(() => alone.events().length > 0);
    await connectAgain(alone);
    await areTogether(replicas);
    await advance(30);
    const other = replicas.filter((one) => one !== alone);
    expect([alone, ...other].map((one) => one.events().map(({ rawType }) => rawType))).toEqual([
      ['incident.annotated'],
      ['annotate_log_entry'],
    ]);
  });

  test('again while the other one polls for the events of the first time, nothing is missed', async () => {
    for (const id of ['P1', 'P2', 'P3']) pagerduty().put(id);
    const [one, other] = await openWatched(2);
    if (!one || !other) throw new Error('There are no replicas.');
    const reportAlone = async (incidentId: string, count: number) => {
      one.connection.client.disconnect();
      while (one.feed.status().isShared) await setImmediate();
      one.feed.receive(annotated(`E ${incidentId}`, incidentId), 'RECEIVED');
      await counts(one, count);
      await connectAgain(one);
    };
    const poll = pagerduty().hold(/^\/log_entries/);
    await reportAlone('P1', 1);
    await poll.arrived;
    pagerduty().log('annotate', 'P2');
    await reportAlone('P2', 2);
    while (!one.feed.status().isShared) await setImmediate();
    one.feed.receive(annotated('E P3', 'P3'), 'RECEIVED');
    await counts(other, 1);
    poll.release();
    await advance(20);
    expect(other.events().map(({ incidentId }) => incidentId)).toEqual(['P3', 'P2']);
  });

  test('for both, what one polls afterwards does not hide from the other what it lacks', async () => {
    pagerduty().put('P1');
    const [one, other] = await openWatched(2);
    if (!one || !other) throw new Error('There are no replicas.');
    // A busy machine delays every response.
    for (const { connection } of [one, other]) Object.assign(connection.client.options, { commandTimeout: 10_000 });
    other.connection.client.disconnect();
    // It polls as soon as it finds itself alone, and then three times less often than the other one.
    await advance(POLL_LEASE_RENEWAL_MS / 1_000);
    one.connection.client.disconnect();
    const missed = pagerduty().log('annotate', 'P1');
    await advanceUntil(() => eventIds(one).includes(missed));
    await rejoin(one);
    const shared = pagerduty().log('snooze', 'P1');
    await advanceUntil(() => eventIds(other).length > 0);
    expect([one, other].map(eventIds)).toEqual([[missed, shared], [shared]]);
    await rejoin(other);
    await advance(20);
    expect([one, other].map(eventIds)).toEqual([
      [missed, shared],
      [shared, missed],
    ]);
  });

  test('a replica whose first watcher comes then serves alone, and shares afterwards', async () => {
    pagerduty().put('P1');
    const [one] = await openWatched(1);
    const late = await openWatched(1, { isWatched: false });
    await redis().kill();
    await late[0]?.watch();
    const alone = pagerduty().log('annotate', 'P1');
    await seenBy(late, alone);
    await redis().restart();
    const replicas = [...late, ...(one ? [one] : [])];
    await areTogether(replicas);
    const shared = pagerduty().log('snooze', 'P1');
    await seenBy(replicas, shared);
    await advance(20);
    expect(replicas.map(eventIds)).toEqual([
      [alone, shared],
      [alone, shared],
    ]);
  });
});

test('lost data of Redis leads to one more poll of each replica, and to no gap', async () => {
  pagerduty().put('P1');
  const replicas = await openWatched(2);
  const before = pagerduty().log('annotate', 'P1');
  await seenBy(replicas, before);
  await sendCommand(redis(), 'FLUSHALL');
  const after = pagerduty().log('snooze', 'P1');
  await seenBy(replicas, after);
  await advance(20);
  pagerduty().calls.length = 0;
  await advance(60);
  expect(countPolls()).toBe(12);
  expect(replicas.map(eventIds)).toEqual([
    [before, after],
    [before, after],
  ]);
});
