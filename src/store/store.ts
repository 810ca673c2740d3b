import type { AuthFailureLimiter } from './auth-failure-limiter.js';
import type { ConcurrentCreates } from './concurrent-creates.js';
import type { EditLeases } from './edit-leases.js';
import type { EventLog, Identified, LogFormat } from './event-log.js';
import type { IdempotencyStore } from './idempotency.js';
import type { Outbox } from './outbox.js';
import type { PollLease } from './poll-lease.js';
import type { RateLimiter } from './rate-limiter.js';
import type { StoreCheck, StoreStatus } from './store-status.js';
import type { WebhookIds } from './webhook-ids.js';
import type { WebhookRelay } from './webhook-relay.js';

/** The state that outlives a request. All of it is data, so that replicas can share it. */
export interface Store {
  /** Whether there may be other replicas. */
  readonly isShared: boolean;
  readonly idempotency: IdempotencyStore;
  readonly concurrentCreates: ConcurrentCreates;
  readonly editLeases: EditLeases;
  readonly rateLimiter: RateLimiter;
  readonly authFailures: AuthFailureLimiter;
  readonly webhookIds: WebhookIds;
  readonly webhookRelay: WebhookRelay;
  /** Opens the event log of one account. */
  openEventLog<E extends Identified, U>(account: string, format: LogFormat<E, U>): EventLog<E, U>;
  /** Opens the lease for polling one account. */
  openPollLease(account: string): PollLease;
  /** Opens the outbox of one account; undefined if nothing that survives this process is configured. */
  openOutbox(account: string): Outbox | undefined;
  /** Undefined if the state is kept in this process. */
  readStatus(): StoreStatus | undefined;
  /** Undefined if the state is kept in this process. Never rejects. */
  check(): Promise<StoreCheck | undefined>;
  /** Ends connections and timers. */
  close(): Promise<void>;
}
