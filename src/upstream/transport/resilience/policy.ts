/** How calls are retried, delayed and abandoned; the table in docs/resilience.md is printed from here. Times in milliseconds. */
export const RESILIENCE_POLICY = {
  /** Attempts of one call, the first included. */
  maxAttempts: 3,
  /** Full jitter: a delay is a random part of `baseMs × 2^n`, at most of `maxMs`. */
  backoff: { baseMs: 100, maxMs: 1_000 },
  /** Reads that wait for the same reset start at random moments within this time after it. */
  resetJitterMs: 1_000,
  /** Available retries, and what each success adds. */
  retryBudget: { capacity: 10, perSuccess: 0.1 },
  /** Opens when more than this ratio of at least `minCalls` calls failed within the window; then nothing is sent for `openMs`. */
  breaker: { failureRatio: 0.5, minCalls: 20, windowMs: 10_000, openMs: 5_000 },
  /** Calls in flight, and calls that may wait for a slot. */
  bulkhead: { maxConcurrent: 32, maxQueued: 1_000 },
  /** Part of a known rate limit that is reserved for writes. */
  reserve: { ratio: 0.1, minCalls: 10 },
} as const;

/** Statuses after which a retry can succeed. */
export const TRANSIENT_STATUSES: readonly number[] = [408, 429, 500, 502, 503, 504];
