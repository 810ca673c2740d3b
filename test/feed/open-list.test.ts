import { describe, expect, test } from '@jest/globals';
import type { FeedUpdate, NewEvent } from '../../src/feed/feed-update.js';
import { MemoryEventLog } from '../../src/store/memory/event-log.js';
import { feedUnderTest } from './feed-under-test.js';
import { startFeed } from './harness.js';

const { pagerduty, timers, harness } = feedUnderTest();

const putMany = (count: number, prefix = 'P') => {
  for (let number = 0; number < count; number += 1) pagerduty().put(`${prefix}${number}`);
};
const listCalls = () => pagerduty().calls.filter((url) => url.startsWith('/incidents?'));
const singleReads = () => pagerduty().calls.filter((url) => url.startsWith('/incidents/'));
const countOpen = async () => (await harness().feed.openIncidents()).incidents.length;

describe('the open list', () => {
  test.each([
    [1, 50],
    [10, 950],
  ])('of %d pages is read each minute', async (pages, incidents) => {
    putMany(incidents);
    await harness().watch();
    expect(listCalls()).toHaveLength(pages);
    await harness().advance(59);
    expect(listCalls()).toHaveLength(pages);
    await harness().advance(1);
    expect(listCalls()).toHaveLength(2 * pages);
  });

  test('that is longer is read again after six seconds for each page, then one page each six seconds', async () => {
    putMany(1_150);
    await harness().watch();
    expect(listCalls()).toHaveLength(12);
    await harness().advance(71);
    expect(listCalls()).toHaveLength(12);
    await harness().advance(1);
    expect(listCalls()).toHaveLength(13);
    await harness().advance(5);
    expect(listCalls()).toHaveLength(13);
    await harness().advance(1);
    expect(listCalls()).toHaveLength(14);
    await harness().advance(60);
    expect(listCalls()).toHaveLength(24);
  });

  test('of 10 000 incidents is whole, so one that is missing from it is read', async () => {
    putMany(10_000);
    const end = await harness().watch();
    end();
    await harness().advance(60);
    pagerduty().put('P0', { status: 'resolved' });
    pagerduty().put('PNEW');
    await harness().watch();
    await harness().settle();
    expect([singleReads(), await countOpen()]).toEqual([['/incidents/P0'], 10_000]);
  });

  test('of more than 10 000 incidents is cut, so nothing is concluded from those that are missing', async () => {
    putMany(10_000);
    const end = await harness().watch();
    end();
    await harness().advance(60);
    putMany(50, 'PNEW');
    pagerduty().calls.length = 0;
    await harness().watch();
    await harness().settle();
    expect([singleReads(), await countOpen()]).toEqual([[], 10_050]);
    expect(listCalls()).toHaveLength(100);
  });
});

test('a replica that does not poll reads its list again when entries of the log are lost meanwhile', async () => {
  const log = new MemoryEventLog<NewEvent, FeedUpdate>();
  const lease = {
    take: async () => ({ role: 'FOLLOWER' }) as const,
    isTaken: async () => true,
    release: async () => {},
  };
  const follower = startFeed({ baseUrl: pagerduty().baseUrl, timers: timers(), log, lease });
  pagerduty().put('P1', { title: 'Smoke' });
  const list = pagerduty().hold(/^\/incidents\?/);
  follower.feed.watch(() => {});
  await list.arrived;
  timers().advance(1_000);
  pagerduty().put('P1', { title: 'Fire' });
  log.reportGap([]);
  list.release();
  await follower.advance(2);
  expect((await follower.feed.openIncidents()).incidents).toMatchObject([{ title: 'Fire' }]);
  pagerduty().calls.length = 0;
  await follower.advance(120);
  expect(listCalls()).toEqual([]);
  await follower.stop();
});
