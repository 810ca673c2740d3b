import { describe, expect, jest, test } from '@jest/globals';
import type { WireIncident } from '../../../../../src/upstream/pagerduty/wire.js';
import { OpenIncidentsSource } from '../../../../../src/graph/pagerduty/incidents/live/open-incidents-source.js';
import {
  MAX_BEHIND,
  MAX_SNAPSHOT_INCIDENTS,
  type OpenIncidentsStep,
} from '../../../../../src/graph/pagerduty/incidents/live/open-incidents-view.js';
import { deferred } from '../../../../deferred.js';
import { FakeFeed, feedWith, incident } from './fake-feed.js';

const ALL = { key: 'all', matchesAll: true, matches: () => true };
const HIGH = { key: 'high', matchesAll: false, matches: ({ urgency }: WireIncident) => urgency === 'high' };

const summarize = ({ isSnapshot, upserted, removedIds, totalCount }: OpenIncidentsStep) => ({
  isSnapshot,
  upserted: upserted.map(({ id, title }) => `${id} ${title}`),
  removedIds,
  totalCount,
});

async function take(source: AsyncIterator<OpenIncidentsStep>) {
  const { value } = await source.next();
  return summarize(value as OpenIncidentsStep);
}

/** Whether a source has nothing to deliver. */
async function isWaiting(pending: Promise<unknown>): Promise<boolean> {
  const afterAll = new Promise<boolean>((resolve) => setImmediate(() => resolve(true)));
  return Promise.race([pending.then(() => false), afterAll]);
}

describe('a live list of open incidents', () => {
  test('begins with a snapshot, newest first, and goes on with the changes', async () => {
    const feed = feedWith(incident(1), incident(2));
    const source = new OpenIncidentsSource(feed, ALL);
    expect(await take(source)).toEqual({
      isSnapshot: true,
      upserted: ['P2 Incident 2', 'P1 Incident 1'],
      removedIds: [],
      totalCount: 2,
    });
    feed.show('P3', incident(3));
    expect(await take(source)).toEqual({
      isSnapshot: false,
      upserted: ['P3 Incident 3'],
      removedIds: [],
      totalCount: 3,
    });
    feed.show('P1', incident(1, { status: 'resolved' }));
    expect(await take(source)).toEqual({ isSnapshot: false, upserted: [], removedIds: ['P1'], totalCount: 2 });
  });

  test('waits for the next change, also when a change has no new version', async () => {
    const feed = feedWith(incident(1));
    const source = new OpenIncidentsSource(feed, ALL);
    await source.next();
    const pending = source.next();
    feed.show('P1', feed.open.get('P1'));
    expect(await isWaiting(pending)).toBe(true);
    feed.show('P1', undefined);
    expect((await pending).value).toMatchObject({ removedIds: ['P1'], totalCount: 0 });
  });

  test('collapses the changes of one incident while its reader is behind', async () => {
    const feed = feedWith(incident(1), incident(2));
    const source = new OpenIncidentsSource(feed, ALL);
    await source.next();
    for (let version = 1; version <= 1_000; version += 1) feed.show('P1', incident(1, { title: `Version ${version}` }));
    feed.show('P2', incident(2, { status: 'resolved' }));
    expect(await take(source)).toEqual({
      isSnapshot: false,
      upserted: ['P1 Version 1000'],
      removedIds: ['P2'],
      totalCount: 1,
    });
  });

  test('delivers changes of the same moment together to a reader that waits', async () => {
    const feed = feedWith();
    const source = new OpenIncidentsSource(feed, ALL);
    await source.next();
    const pending = source.next();
    await isWaiting(pending);
    for (let number = 1; number <= 3; number += 1) feed.show(`P${number}`, incident(number));
    expect((await pending).value).toMatchObject({ upserted: [{ id: 'P3' }, { id: 'P2' }, { id: 'P1' }] });
  });

  test('sends a snapshot instead of a gap when more than 256 incidents changed', async () => {
    const feed = new FakeFeed();
    const [near, far] = [new OpenIncidentsSource(feed, ALL), new OpenIncidentsSource(feed, ALL)];
    await Promise.all([near.next(), far.next()]);
    feed.show('P0', incident(0));
    await near.next();
    for (let number = 1; number <= MAX_BEHIND; number += 1) feed.show(`P${number}`, incident(number));
    expect(await take(near)).toMatchObject({ isSnapshot: false, totalCount: MAX_BEHIND + 1 });
    expect(await take(far)).toMatchObject({ isSnapshot: true, totalCount: MAX_BEHIND + 1 });
  });

  test('has at most the 500 newest in a snapshot, and the number of all', async () => {
    const feed = feedWith(...Array.from({ length: 600 }, (_, number) => incident(number)));
    const { upserted, totalCount } = await take(new OpenIncidentsSource(feed, ALL));
    expect([upserted.length, upserted[0], totalCount]).toEqual([MAX_SNAPSHOT_INCIDENTS, 'P599 Incident 599', 600]);
  });

  test('removes an incident that no longer matches the filter, and adds one that begins to', async () => {
    const feed = feedWith(incident(1), incident(2, { urgency: 'low' }));
    const source = new OpenIncidentsSource(feed, HIGH);
    expect(await take(source)).toMatchObject({ upserted: ['P1 Incident 1'], totalCount: 1 });
    feed.show('P1', incident(1, { urgency: 'low' }));
    feed.show('P2', incident(2, { urgency: 'high' }));
    expect(await take(source)).toMatchObject({ upserted: ['P2 Incident 2'], removedIds: ['P1'], totalCount: 1 });
  });

  test('contains a change that arrives while the list is read, and nothing older than the list', async () => {
    const feed = feedWith(incident(1));
    feed.readList = async () => {
      feed.show('P1', incident(1, { title: 'In the list' }));
    };
    const list = feed.openIncidents.bind(feed);
    feed.openIncidents = async () => {
      const read = await list();
      feed.show('P1', incident(1, { title: 'After the list' }));
      return read;
    };
    expect(await take(new OpenIncidentsSource(feed, ALL))).toMatchObject({ upserted: ['P1 After the list'] });
  });

  test('does not repeat a change that the list had', async () => {
    const feed = feedWith(incident(1));
    feed.show('P1', incident(1, { title: 'In the list' }));
    const source = new OpenIncidentsSource(feed, ALL);
    feed.pass({ sequence: 1, incidentId: 'P1', incident: incident(1, { title: 'Part of it' }), events: [] });
    expect(await take(source)).toMatchObject({ upserted: ['P1 In the list'] });
  });
});

describe('subscribers with one filter', () => {
  test('get the same object, so that one execution serves them all', async () => {
    const feed = feedWith(incident(1));
    const sources = Array.from({ length: 3 }, () => new OpenIncidentsSource(feed, ALL));
    const takeAll = async () =>
      new Set((await Promise.all(sources.map((one) => one.next()))).map(({ value }) => value));
    expect((await takeAll()).size).toBe(1);
    feed.show('P1', incident(1, { title: 'Changed' }));
    feed.show('P2', incident(2));
    expect((await takeAll()).size).toBe(1);
    expect(feed.listReads).toBe(1);
    expect(feed.listeners.size).toBe(1);
  });

  test('stop watching with the last of them, also while one waits', async () => {
    const feed = feedWith(incident(1));
    const sources = Array.from({ length: 2 }, () => new OpenIncidentsSource(feed, ALL));
    await Promise.all(sources.map((one) => one.next()));
    const pending = sources.map((one) => one.next());
    await sources[0]?.return();
    expect(feed.listeners.size).toBe(1);
    await sources[1]?.return();
    expect(feed.listeners.size).toBe(0);
    expect(await Promise.all(pending)).toEqual([
      { done: true, value: undefined },
      { done: true, value: undefined },
    ]);
  });

  test('leave while the list is read, which may fail then', async () => {
    const feed = feedWith();
    const read = deferred<void>();
    feed.readList = () => read.promise;
    const source = new OpenIncidentsSource(feed, ALL);
    const pending = source.next();
    await isWaiting(pending);
    await source.return();
    expect(await pending).toEqual({ done: true, value: undefined });
    const rejected = jest.fn();
    process.once('unhandledRejection', rejected);
    read.reject(new Error('no list'));
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', rejected);
    expect(rejected).not.toHaveBeenCalled();
  });

  test('fail together when the list cannot be read; the next one reads it again', async () => {
    const feed = feedWith(incident(1));
    feed.readList = async () => {
      throw new Error('no list');
    };
    const sources = Array.from({ length: 2 }, () => new OpenIncidentsSource(feed, ALL));
    for (const source of sources) await expect(source.next()).rejects.toThrow('no list');
    expect(feed.listeners.size).toBe(0);
    feed.readList = async () => {};
    expect(await take(new OpenIncidentsSource(feed, ALL))).toMatchObject({ isSnapshot: true, totalCount: 1 });
  });
});
