import type { PagergraphError } from './pagergraph-error.js';

export interface SubscribeOptions {
  /** Ends the subscription: the iteration rejects with `ABORTED`. `break` ends it without an error. */
  readonly signal?: AbortSignal;
  /**
   * Longest silence of the connection in milliseconds while `next()` waits; the gateway sends something every 15 s.
   * 30000 by default. Then the client connects again. The function `token` has as much time.
   */
  readonly timeoutMs?: number;
  /** Attempts in a row without an event or a heartbeat until the iteration rejects; without a limit by default. */
  readonly maxRetries?: number;
  /** Delay before the first new attempt in milliseconds, 500 by default. It doubles up to 30 s; a random part is left off. */
  readonly retryDelayMs?: number;
  /**
   * Called with what does not end the iteration: a lost connection, or the errors beside the data of an event. What it
   * throws ends the iteration.
   */
  readonly onError?: (error: PagergraphError) => void;
}
