import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Fault } from '../faults/fault.js';

/** What a caller has left of its operations; all null where nobody counts them. */
export interface RateLimitStatus {
  /** Operations a minute. */
  readonly limit: number | null;
  readonly remaining: number | null;
  /** When the caller has all of them again. */
  readonly resetAt: Date | null;
}

export interface RateLimiter {
  /**
   * Takes one operation from a caller's budget.
   *
   * @throws {Fault} `RATE_LIMITED` when nothing is left
   */
  consume(callerId: string): Promise<RateLimitStatus>;
}

const WINDOW_SECONDS = 60;

const UNLIMITED: RateLimitStatus = { limit: null, remaining: null, resetAt: null };

/**
 * Counts in this process; replicas would share the counters behind the same interface.
 *
 * @param perMinute operations of one caller; 0 for no limit
 */
export function createRateLimiter(perMinute: number): RateLimiter {
  if (perMinute === 0) return { consume: async () => UNLIMITED };
  const limiter = new RateLimiterMemory({ points: perMinute, duration: WINDOW_SECONDS });
  return {
    async consume(callerId) {
      try {
        const { remainingPoints, msBeforeNext } = await limiter.consume(callerId);
        return { limit: perMinute, remaining: remainingPoints, resetAt: new Date(Date.now() + msBeforeNext) };
      } catch (rejection) {
        if (!(rejection instanceof RateLimiterRes)) throw rejection;
        const retryAfterSeconds = Math.ceil(rejection.msBeforeNext / 1000);
        throw new Fault('RATE_LIMITED', `More than ${perMinute} operations within a minute.`, { retryAfterSeconds });
      }
    },
  };
}
