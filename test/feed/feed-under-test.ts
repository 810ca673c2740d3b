import { afterEach, beforeEach } from '@jest/globals';
import { createTestTimers, type TestTimers } from '../sandbox/test-timers.js';
import { FakePagerDuty } from './fake-pagerduty.js';
import { type FeedHarness, type FeedHarnessOptions, START_TIME, startFeed } from './harness.js';

type FeedOptions = Pick<FeedHarnessOptions, 'webhookSubscriptionId' | 'pollSeconds'>;

export interface FeedUnderTest {
  readonly pagerduty: () => FakePagerDuty;
  readonly timers: () => TestTimers;
  readonly harness: () => FeedHarness;
  /** Ends the feed and starts another one of the same account, as a restart of the gateway does. */
  readonly restart: (changes?: FeedOptions) => Promise<void>;
}

/** A feed for each test, of an account whose PagerDuty and clock the test controls. */
export function feedUnderTest(options: FeedOptions = {}): FeedUnderTest {
  let timers: TestTimers;
  let pagerduty: FakePagerDuty;
  let harness: FeedHarness;
  const start = (changes: FeedOptions = {}) => {
    harness = startFeed({ ...options, ...changes, baseUrl: pagerduty.baseUrl, timers });
  };
  beforeEach(async () => {
    timers = createTestTimers(START_TIME);
    pagerduty = await FakePagerDuty.start(() => timers.now());
    start();
  });
  afterEach(async () => {
    await harness.stop();
    await pagerduty.stop();
  });
  return {
    pagerduty: () => pagerduty,
    timers: () => timers,
    harness: () => harness,
    async restart(changes) {
      await harness.stop();
      start(changes);
    },
  };
}
