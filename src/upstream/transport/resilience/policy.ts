/** How calls are retried, delayed and abandoned; the table in docs/resilience.md is printed from here. Times in milliseconds. */
export const RESILIENCE_POLICY = {
  /** Tries of one call, the first included. */
  attempts: 3,
  /** Full jitter: a pause is a random part of `base × 2^n`, at most `longest`. */
  pause: { base: 100, longest: 1_000 },
  /** Reads that wait for the same moment go within this time after it, each at a random one. */
  spreadMs: 1_000,
  /** Repeats in hand, and what each success adds; so an outage is not multiplied by repeats. */
  retryBudget: { inHand: 10, perSuccess: 0.1 },
  /** Opens when this part of at least so many calls failed within the window; then nothing is sent for a while. */
  breaker: { failures: 0.5, calls: 20, windowMs: 10_000, openMs: 5_000 },
  /** Calls under way at once, and those that may wait for a place. */
  bulkhead: { atOnce: 32, waiting: 1_000 },
  /** Part of a known quota that is kept for writes, and the least number of calls. */
  reserve: { part: 0.1, least: 10 },
} as const;

/** Answers that may be different the next time. */
export const TRANSIENT_STATUSES: readonly number[] = [408, 429, 500, 502, 503, 504];
