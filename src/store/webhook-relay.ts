/** An event of a webhook, and the account it belongs to. */
export interface RelayedWebhook {
  /** Its configured key. */
  readonly account: string;
  /** Survives JSON. Another process may have sent it, so the listener checks its shape. */
  readonly event: unknown;
}

/**
 * `RECEIVED`: PagerDuty sent it to this replica. `HANDLED`: another replica received it and reads the incident. `UNHANDLED`:
 * another replica received it but runs no feed.
 */
export type WebhookOrigin = 'RECEIVED' | 'HANDLED' | 'UNHANDLED';

/** @returns whether this replica reads the incident */
export type WebhookListener = (webhook: RelayedWebhook, origin: WebhookOrigin) => boolean;

/**
 * Passes webhooks to all replicas, because PagerDuty sends each to one of them. Never rejects: a webhook is a hint, and
 * what a replica misses is found by its next poll.
 */
export interface WebhookRelay {
  /** Calls the listeners of this process at once, then informs the other replicas. */
  publish(webhook: RelayedWebhook): Promise<void>;
  /** Calls the listener for each webhook of all replicas, from now on until the store closes. */
  follow(listener: WebhookListener): void;
}
