import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import type { Dispatcher } from 'undici';
import { createIncidentFeed, type ManagedIncidentFeed } from '../../src/feed/create-incident-feed.js';
import type { FeedClock } from '../../src/feed/feed-clock.js';
import type { IncidentFeedOptions } from '../../src/feed/feed-parts.js';
import type { FeedChange, FeedEvent } from '../../src/feed/incident-feed.js';
import { MemoryEventLog } from '../../src/store/memory/event-log.js';
import { MEMORY_POLL_LEASE } from '../../src/store/memory/poll-lease.js';
import { createPagerDutyClient, type PagerDutyClient } from '../../src/upstream/pagerduty/client.js';
import { createApiKeyCredential } from '../../src/upstream/pagerduty/credential.js';
import type { ReportWrite } from '../../src/upstream/pagerduty/reported-writes.js';
import { createPool } from '../../src/upstream/transport/http/pool.js';
import { createTestTimers } from '../sandbox/test-timers.js';

export const START_TIME = Date.parse('2026-03-18T12:00:00Z');

/** A feed over real sockets, with a clock that only the test advances. */
export interface FeedHarness {
  readonly feed: ManagedIncidentFeed;
  readonly client: PagerDutyClient;
  /** The changes since the first open list. */
  readonly changes: readonly FeedChange[];
  /** All events of the changes. */
  events(): readonly FeedEvent[];
  /** Types of the events of one incident. */
  typesOf(incidentId: string): readonly string[];
  /** Of the last event. */
  lastPosition(): string;
  /** Drops the changes so far. */
  drop(): void;
  /** Messages of the log. */
  readonly logged: readonly string[];
  /** Watches; returns when the first open list is read. */
  watch(): Promise<() => void>;
  /** Waits until no request of the feed is in flight. */
  settle(): Promise<void>;
  /** Moves the clock second by second, and waits for the requests of each. */
  advance(seconds: number): Promise<void>;
  stop(): Promise<void>;
}

export interface FeedHarnessOptions extends Partial<
  Pick<IncidentFeedOptions, 'webhookSubscriptionId' | 'pollSeconds' | 'log' | 'lease'>
> {
  readonly baseUrl: string;
  readonly apiToken?: string;
  readonly from?: string;
  readonly timers: ReturnType<typeof createTestTimers>;
  /** How far the gateway's clock is ahead at present, in milliseconds. */
  readonly clockErrorMs?: () => number;
  /** Called with each second of `advance`. */
  readonly onSecond?: () => void;
}

export function startFeed(options: FeedHarnessOptions): FeedHarness {
  const { timers, clockErrorMs = () => 0, onSecond = () => {} } = options;
  const monotonic = () => timers.now();
  const now = () => timers.now() + clockErrorMs();
  const clock: FeedClock = { now, monotonic, after: (ms, run) => timers.schedule(run, ms) };
  const requests = new PendingRequests();
  const pool = createPool(options.baseUrl);
  const onIncidentWrite: ReportWrite = (...write) => void feed.observe(...write);
  const client = createPagerDutyClient({
    account: { baseUrl: options.baseUrl, ...(options.from === undefined ? {} : { from: options.from }) },
    credential: createApiKeyCredential(options.apiToken ?? 'key'),
    dispatcher: requests.count(pool),
    deadlineMs: 10_000,
    tryTimeoutMs: 4_000,
    clock: { now, monotonic, random: () => 0.5, wait: (ms) => new Promise((done) => timers.schedule(done, ms)) },
    onIncidentWrite,
  });
  const logged: string[] = [];
  const write = (_fields: object, message: string) => void logged.push(message);
  const { pollSeconds = 5, webhookSubscriptionId, log = new MemoryEventLog(), lease = MEMORY_POLL_LEASE } = options;
  const logger = { info: write, warn: write, error: write };
  const feed = createIncidentFeed({
    client,
    log,
    lease,
    logger,
    account: 'main',
    pollSeconds,
    webhookSubscriptionId,
    clock,
  });
  const changes: FeedChange[] = [];
  const events = () => changes.flatMap((change) => change.events);
  return {
    feed,
    client,
    changes,
    logged,
    events,
    lastPosition() {
      const { position } = events().at(-1) ?? {};
      if (position === undefined) throw new Error('There was no event yet.');
      return position;
    },
    drop: () => void (changes.length = 0),
    typesOf: (id) => events().flatMap(({ incidentId, type }) => (incidentId === id ? type : [])),
    async watch() {
      const end = feed.watch((change) => changes.push(change));
      await feed.openIncidents();
      await requests.settle();
      changes.length = 0;
      return end;
    },
    settle: () => requests.settle(),
    async advance(seconds) {
      for (let passed = 0; passed < seconds; passed += 1) {
        timers.advance(1_000);
        onSecond();
        // oxlint-disable-next-line no-await-in-loop -- seconds follow one another
        await requests.settle();
      }
    },
    async stop() {
      feed.close();
      await pool.destroy();
    },
  };
}

/** Rounds of the event loop after which a response has been handled. */
const ROUNDS = 3;

/** Counts the requests in flight. */
class PendingRequests {
  private inFlight = 0;
  private readonly changes = new EventTarget();

  count(dispatcher: Dispatcher): Dispatcher {
    return dispatcher.compose((dispatch) => (options, handler) => {
      this.inFlight += 1;
      const end = () => {
        this.inFlight -= 1;
        this.changes.dispatchEvent(new Event('end'));
      };
      return dispatch(options, observeEnd(handler, end));
    });
  }

  /** A held request is in flight: release it first. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < ROUNDS; quiet += 1) {
      // oxlint-disable no-await-in-loop -- each round may start requests
      while (this.inFlight > 0) {
        await once(this.changes, 'end');
        quiet = 0;
      }
      await setImmediate();
      // oxlint-enable no-await-in-loop
    }
  }
}

function observeEnd(handler: Dispatcher.DispatchHandler, end: () => void): Dispatcher.DispatchHandler {
  return {
    onRequestStart: (...args) => handler.onRequestStart?.(...args),
    onResponseStart: (...args) => handler.onResponseStart?.(...args),
    onResponseData: (...args) => handler.onResponseData?.(...args),
    onResponseEnd(...args) {
      handler.onResponseEnd?.(...args);
      end();
    },
    onResponseError(...args) {
      handler.onResponseError?.(...args);
      end();
    },
  };
}
