import type { UpstreamRateLimit } from '../upstream/transport/resilience/rate-limit.js';

const MAX_INTERVAL_MS = 60_000;

/** Below this part of the rate limit the feed polls less often. */
const LOW_QUOTA_RATIO = 0.2;

const LOW_QUOTA_FACTOR = 4;

export interface LastPoll {
  /** Calls of the last poll. */
  readonly pages: number;
  /** Whether it returned anything new. */
  readonly hasNews: boolean;
  /** Failed polls in a row. */
  readonly failures: number;
}

/**
 * Milliseconds to the next poll. It is longer after failures, when little of the rate limit remains, and when a quiet poll
 * needs several pages. It is at most a minute, because polls are the safety net.
 *
 * @param now our clock, in milliseconds since the epoch
 */
export function getPollInterval(
  baseMs: number,
  { pages, hasNews, failures }: LastPoll,
  rateLimit: UpstreamRateLimit | undefined,
  now: number,
): number {
  const pageFactor = hasNews ? 1 : Math.max(1, pages);
  const quotaFactor = isLow(rateLimit, now) ? LOW_QUOTA_FACTOR : 1;
  return Math.min(MAX_INTERVAL_MS, baseMs * Math.max(pageFactor, quotaFactor, 2 ** failures));
}

/** A rate limit that was reported for an earlier window proves nothing. */
function isLow(rateLimit: UpstreamRateLimit | undefined, now: number): boolean {
  const { limit = 0, remaining = 0, resetAt = 0 } = rateLimit ?? {};
  return now < resetAt && remaining < limit * LOW_QUOTA_RATIO;
}
