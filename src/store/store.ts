import type { AuthFailureLimiter } from './auth-failure-limiter.js';
import type { ConcurrentCreates } from './concurrent-creates.js';
import type { EventLog } from './event-log.js';
import type { IdempotencyStore } from './idempotency.js';
import type { RateLimiter } from './rate-limiter.js';
import type { WebhookIds } from './webhook-ids.js';
import type { WebhookRelay } from './webhook-relay.js';

/** The state that outlives a request. All of it is data, so that replicas can share it. */
export interface Store {
  readonly idempotency: IdempotencyStore;
  readonly concurrentCreates: ConcurrentCreates;
  readonly rateLimiter: RateLimiter;
  readonly authFailures: AuthFailureLimiter;
  readonly webhookIds: WebhookIds;
  readonly webhookRelay: WebhookRelay;
  /** Creates the event log of one account. */
  createEventLog<E>(): EventLog<E>;
  /** Ends connections and timers. */
  close(): void;
}
