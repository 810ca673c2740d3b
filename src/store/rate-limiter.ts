import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Fault } from '../faults/fault.js';

/** The remaining operations of a caller; all fields are null without a limit. */
export interface RateLimitStatus {
  /** Operations per minute. */
  readonly limit: number | null;
  readonly remaining: number | null;
  /** When all operations are available again. */
  readonly resetAt: Date | null;
}

export interface RateLimiter {
  /**
   * Counts one operation of a caller.
   *
   * @throws {Fault} `RATE_LIMITED` over the limit
   */
  consume(callerId: string): Promise<RateLimitStatus>;
}

const WINDOW_SECONDS = 60;

const UNLIMITED: RateLimitStatus = { limit: null, remaining: null, resetAt: null };

/**
 * Counts in this process; replicas could share the counters behind the same interface.
 *
 * @param perMinute maximum operations of one caller; 0 for no limit
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
        throw new Fault('RATE_LIMITED', `Rate limit exceeded: ${perMinute} operations per minute.`, {
          retryAfterSeconds,
        });
      }
    },
  };
}
