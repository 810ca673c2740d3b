/** How calls are retried, delayed and abandoned; the table in docs/resilience.md is printed from here. Times in milliseconds. */
export const RESILIENCE_POLICY = {
  /** Tries of one call, the first included. */
  maxAttempts: 3,
  /** Full jitter: a pause is a random part of `base × 2^n`, at most `longest`. */
  backoff: { baseMs: 100, maxMs: 1_000 },
  /** Reads that wait for the same moment go within this time after it, each at a random one. */
  resetJitterMs: 1_000,
  /** Repeats in hand, and what each success adds; so an outage is not multiplied by repeats. */
  retryBudget: { capacity: 10, perSuccess: 0.1 },
  /** Opens when this part of at least so many calls failed within the window; then nothing is sent for a while. */
  breaker: { failureRatio: 0.5, minCalls: 20, windowMs: 10_000, openMs: 5_000 },
  /** Calls under way at once, and those that may wait for a place. */
  bulkhead: { maxConcurrent: 32, maxQueued: 1_000 },
  /** Part of a known quota that is kept for writes, and the least number of calls. */
  reserve: { ratio: 0.1, minCalls: 10 },
} as const;

/** Answers that may be different the next time. */
export const TRANSIENT_STATUSES: readonly number[] = [408, 429, 500, 502, 503, 504];
