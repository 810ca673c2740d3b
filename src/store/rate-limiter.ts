import { RateLimiterRes } from 'rate-limiter-flexible';
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

export const RATE_LIMIT_WINDOW_SECONDS = 60;

export const UNLIMITED: RateLimitStatus = { limit: null, remaining: null, resetAt: null };

interface Counters {
  /** Rejects with a `RateLimiterRes` over the limit. */
  consume(callerId: string): Promise<RateLimiterRes>;
}

/** @param counters counts up to `perMinute` per caller and window, in this process or for all replicas */
export function createRateLimiter(perMinute: number, counters: Counters): RateLimiter {
  return {
    async consume(callerId) {
      try {
        const { remainingPoints, msBeforeNext } = await counters.consume(callerId);
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
