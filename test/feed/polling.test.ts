import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createTestTimers, type TestTimers } from '../sandbox/test-timers.js';
import { FakePagerDuty } from './fake-pagerduty.js';
import { type FeedHarness, START_TIME, startFeed } from './harness.js';

let timers: TestTimers;
let pagerduty: FakePagerDuty;
let harness: FeedHarness;
beforeEach(async () => {
  timers = createTestTimers(START_TIME);
  pagerduty = await FakePagerDuty.start(() => timers.now());
  harness = startFeed({ baseUrl: pagerduty.baseUrl, timers });
});
afterEach(async () => {
  await harness.stop();
  await pagerduty.stop();
});

test('the open list begins with what is open, and follows log entries within one interval', async () => {
  pagerduty.put('P1', { status: 'triggered' });
  await harness.watch();
  expect((await harness.feed.openIncidents()).incidents.map(({ id }) => id)).toEqual(['P1']);
  await harness.advance(7);
  pagerduty.put('P2', { status: 'triggered' });
  pagerduty.log('trigger', 'P2');
  await harness.advance(5);
  expect(harness.typesOf('P2')).toEqual(['TRIGGERED']);
  expect((await harness.feed.openIncidents()).incidents).toHaveLength(2);
});
