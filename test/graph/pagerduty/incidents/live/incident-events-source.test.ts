import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import type { FeedEvent } from '../../../../../src/feed/incident-feed.js';
import {
  IncidentEventsSource,
  MAX_WAITING_EVENTS,
} from '../../../../../src/graph/pagerduty/incidents/live/incident-events-source.js';
import { FakeFeed, feedWith, incident } from './fake-feed.js';

function subscribe(feed: FakeFeed, after?: string, accepts: (event: FeedEvent) => boolean = () => true) {
  return new IncidentEventsSource({ feed, after, accepts, acceptsLogged: async (event) => accepts(event) });
}

async function takeIds(source: AsyncIterator<FeedEvent>, count: number): Promise<string[]> {
  const ids: string[] = [];
  while (ids.length < count) ids.push(((await source.next()).value as FeedEvent).eventId);
  return ids;
}

const ofSecond = ({ incidentId }: FeedEvent) => incidentId === 'P2';

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => `E${from + index}`);

describe('the events of incidents', () => {
  test('begin with the next one', async () => {
    const feed = feedWith(incident(1));
    feed.happen('P1');
    const source = subscribe(feed);
    feed.happen('P1');
    expect(await takeIds(source, 1)).toEqual(['E2']);
  });

  test('begin after a cursor with those of the log, then live ones, each once', async () => {
    const feed = feedWith(incident(1));
    for (let count = 0; count < 4; count += 1) feed.happen('P1');
    const source = subscribe(feed, '2');
    const read = feed.eventsAfter.bind(feed);
    feed.eventsAfter = async (position) => {
      feed.happen('P1');
      const events = await read(position);
      feed.happen('P1');
      return events;
    };
    expect(await takeIds(source, 4)).toEqual(range(3, 6));
    feed.happen('P1');
    expect(await takeIds(source, 1)).toEqual(['E7']);
  });

  test('end with CURSOR_EXPIRED when some after the cursor are gone', async () => {
    const feed = feedWith(incident(1));
    for (let count = 0; count < 4; count += 1) feed.happen('P1');
    feed.expired = 3;
    await expect(subscribe(feed, '2').next()).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
    expect(feed.listeners.size).toBe(0);
  });

  test('end with CURSOR_EXPIRED when the feed missed some, after those that it has', async () => {
    const feed = feedWith(incident(1));
    const source = subscribe(feed);
    feed.happen('P1');
    for (const onGap of feed.listeners.values()) onGap?.();
    feed.happen('P1');
    expect(await takeIds(source, 1)).toEqual(['E1']);
    await expect(source.next()).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
    expect(feed.listeners.size).toBe(0);
  });

  test('go on from the log for a reader that is more than 256 behind, each once', async () => {
    const feed = feedWith(incident(1));
    const source = subscribe(feed);
    const count = 3 * MAX_WAITING_EVENTS;
    for (let number = 0; number < count; number += 1) feed.happen('P1');
    expect(await takeIds(source, count)).toEqual(range(1, count));
    feed.happen('P1');
    expect(await takeIds(source, 1)).toEqual([`E${count + 1}`]);
  });

  test('end for a reader whose next event is no longer in the log', async () => {
    const feed = feedWith(incident(1));
    const source = subscribe(feed);
    for (let number = 0; number < 2 * MAX_WAITING_EVENTS; number += 1) feed.happen('P1');
    feed.expired = MAX_WAITING_EVENTS + 1;
    expect(await takeIds(source, MAX_WAITING_EVENTS)).toEqual(range(1, MAX_WAITING_EVENTS));
    await expect(source.next()).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
  });

  test('are only those of the filter, live and from the log', async () => {
    const feed = feedWith(incident(1), incident(2));
    feed.happen('P1');
    const [fromLog, live] = [subscribe(feed, '0', ofSecond), subscribe(feed, undefined, ofSecond)];
    feed.happen('P2');
    feed.happen('P1');
    expect(await takeIds(fromLog, 1)).toEqual(['E2']);
    expect(await takeIds(live, 1)).toEqual(['E2']);
  });

  test('need no further read when the reader has left', async () => {
    const feed = feedWith(incident(1));
    for (let count = 0; count < 3; count += 1) feed.happen('P1');
    const read: string[] = [];
    const source = new IncidentEventsSource({
      feed,
      after: '0',
      accepts: () => false,
      acceptsLogged: async ({ eventId }) => {
        read.push(eventId);
        await source.return();
        return false;
      },
    });
    expect(await source.next()).toEqual({ done: true, value: undefined });
    // A wrong read would begin now.
    await setImmediate();
    expect(read).toEqual(['E1']);
  });

  test('release the feed when the reader leaves while it waits', async () => {
    const feed = feedWith(incident(1));
    const source = subscribe(feed);
    const pending = source.next();
    await source.return();
    expect(await pending).toEqual({ done: true, value: undefined });
    expect(feed.listeners.size).toBe(0);
  });
});
