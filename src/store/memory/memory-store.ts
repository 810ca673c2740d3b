import type { Config } from '../../config/config.js';
import type { Store } from '../store.js';
import { createMemoryAuthFailureLimiter } from './auth-failure-limiter.js';
import { createMemoryConcurrentCreates } from './concurrent-creates.js';
import { createMemoryEditLeases } from './edit-leases.js';
import { MemoryEventLog } from './event-log.js';
import { createMemoryIdempotencyStore } from './idempotency.js';
import { MEMORY_POLL_LEASE } from './poll-lease.js';
import { createMemoryRateLimiter } from './rate-limiter.js';
import { createMemoryWebhookIds } from './webhook-ids.js';
import { MemoryWebhookRelay } from './webhook-relay.js';

/** Keeps everything in this process; other replicas do not see it. */
export function createMemoryStore(config: Pick<Config, 'callerRateLimit' | 'idempotencyTtlSeconds'>): Store {
  return {
    isShared: false,
    idempotency: createMemoryIdempotencyStore(config.idempotencyTtlSeconds),
    concurrentCreates: createMemoryConcurrentCreates(),
    editLeases: createMemoryEditLeases(),
    rateLimiter: createMemoryRateLimiter(config.callerRateLimit),
    authFailures: createMemoryAuthFailureLimiter(),
    webhookIds: createMemoryWebhookIds(),
    webhookRelay: new MemoryWebhookRelay(),
    openEventLog: () => new MemoryEventLog(),
    openPollLease: () => MEMORY_POLL_LEASE,
    openOutbox: () => undefined,
    readStatus: () => undefined,
    check: async () => undefined,
    close: async () => {},
  };
}
