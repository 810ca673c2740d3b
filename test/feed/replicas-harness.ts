import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { setImmediate } from 'node:timers/promises';
import type { WebhookEvent } from '../../src/feed/incident-feed.js';
import { FEED_LOG_FORMAT } from '../../src/feed/feed-update.js';
import { EventLogCommands } from '../../src/store/redis/event-log-commands.js';
import { RedisEventLog } from '../../src/store/redis/event-log.js';
import { RedisPollLease } from '../../src/store/redis/poll-lease.js';
import { createBlockingClient } from '../../src/store/redis/redis-client.js';
import type { RedisConnection } from '../../src/store/redis/redis-connection.js';
import { createTestTimers, type TestTimers } from '../sandbox/test-timers.js';
import { connect, redisConfig } from '../store/store-harness.js';
import { startRedis, type TestRedis } from '../store/test-redis.js';
import { sendCommand } from '../store/redis/outages.js';
import { FakePagerDuty } from './fake-pagerduty.js';
import { type FeedHarness, START_TIME, startFeed } from './harness.js';

/** The feed of one replica. */
export interface FeedReplica extends FeedHarness {
  readonly connection: RedisConnection;
  /** Ends its connections, as a kill does: the lease remains. */
  kill(): Promise<void>;
}

export interface ReplicaOptions {
  /** The lease ends after this time without renewal. */
  readonly leaseMs?: number;
  readonly webhookSubscriptionId?: string;
  /** True by default. */
  readonly isWatched?: boolean;
}

export interface ReplicasUnderTest {
  readonly redis: () => TestRedis;
  readonly pagerduty: () => FakePagerDuty;
  readonly timers: () => TestTimers;
  /** A webhook of a note that is added now. */
  readonly annotated: (eventId: string, incidentId?: string) => WebhookEvent;
  /** Opens replicas, one after the other. The first one polls. */
  readonly openWatched: (count: number, options?: ReplicaOptions) => Promise<readonly FeedReplica[]>;
  /** Moves the common clock second by second until a condition holds. */
  readonly advanceUntil: (holds: () => boolean | Promise<boolean>) => Promise<void>;
  /** Moves the common clock. */
  readonly advance: (seconds: number) => Promise<void>;
}

/** Feeds of one account that share a Redis server and a clock. */
export function feedReplicas(): ReplicasUnderTest {
  let redis: TestRedis;
  let pagerduty: FakePagerDuty;
  let timers: TestTimers;
  const replicas: FeedReplica[] = [];
  beforeAll(async () => {
    redis = await startRedis();
  });
  beforeEach(async () => {
    await sendCommand(redis, 'FLUSHALL');
    timers = createTestTimers(START_TIME);
    pagerduty = await FakePagerDuty.start(() => timers.now());
  });
  afterEach(async () => {
    for (const replica of replicas.splice(0)) await replica.kill();
    await pagerduty.stop();
  });
  afterAll(() => redis.stop());
  const advance = async (seconds: number) => {
    for (let passed = 0; passed < seconds; passed += 1) {
      timers.advance(1_000);
      for (const one of replicas) await settle(one);
    }
  };
  return {
    redis: () => redis,
    pagerduty: () => pagerduty,
    timers: () => timers,
    annotated: (eventId, incidentId = 'P1') => ({
      eventId,
      rawType: 'incident.annotated',
      occurredAt: new Date(timers.now()).toISOString(),
      agent: null,
      incidentId,
    }),
    advance,
    async openWatched(count, { isWatched = true, ...options } = {}) {
      for (let opened = 0; opened < count; opened += 1) {
        const replica = await openReplica(redis, { baseUrl: pagerduty.baseUrl, timers, ...options });
        replicas.push(replica);
        if (isWatched) await replica.watch();
      }
      return replicas.slice(-count);
    },
    async advanceUntil(holds) {
      while (!(await holds())) await advance(1);
    },
  };
}

/** Ids of the events that the watchers of a replica got. */
export const eventIds = (replica: FeedReplica) => replica.events().map(({ eventId }) => eventId);

interface OpenOptions extends Omit<ReplicaOptions, 'isWatched'> {
  readonly baseUrl: string;
  readonly timers: TestTimers;
}

async function openReplica({ url }: TestRedis, { leaseMs, ...options }: OpenOptions): Promise<FeedReplica> {
  const config = redisConfig({ REDIS_URL: url });
  const connection = await connect(config);
  const createReader = () => createBlockingClient(config);
  const log = new RedisEventLog(new EventLogCommands(connection, 'main'), FEED_LOG_FORMAT, createReader);
  const lease = new RedisPollLease(connection, 'main', leaseMs);
  const harness = startFeed({ ...options, log, lease });
  return {
    ...harness,
    connection,
    async kill() {
      connection.close();
      await harness.stop();
    },
  };
}

/** Waits for the requests in flight, for the commands in flight and for what they cause. */
async function settle(replica: FeedReplica): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await replica.settle();
    await replica.connection.run((client) => client.ping());
    await setImmediate();
  }
}
