import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Fault } from '../faults/fault.js';

/** What a caller has left of its operations; all null where nobody counts them. */
export interface Budget {
  /** Operations a minute. */
  readonly limit: number | null;
  readonly remaining: number | null;
  /** When the caller has all of them again. */
  readonly resetAt: Date | null;
}

export interface CallerLimit {
  /**
   * Takes one operation from a caller's budget.
   *
   * @throws {Fault} `RATE_LIMITED` when nothing is left
   */
  spend(callerId: string): Promise<Budget>;
}

const SECONDS = 60;

const UNLIMITED: Budget = { limit: null, remaining: null, resetAt: null };

/**
 * Counts in this process; replicas would share the counters behind the same interface.
 *
 * @param perMinute operations of one caller; 0 for no limit
 */
export function createCallerLimit(perMinute: number): CallerLimit {
  if (perMinute === 0) return { spend: async () => UNLIMITED };
  const limiter = new RateLimiterMemory({ points: perMinute, duration: SECONDS });
  return {
    async spend(callerId) {
      try {
        const { remainingPoints, msBeforeNext } = await limiter.consume(callerId);
        return { limit: perMinute, remaining: remainingPoints, resetAt: new Date(Date.now() + msBeforeNext) };
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        const retryAfterSeconds = Math.ceil(refusal.msBeforeNext / 1000);
        throw new Fault('RATE_LIMITED', `More than ${perMinute} operations within a minute.`, { retryAfterSeconds });
      }
    },
  };
}
