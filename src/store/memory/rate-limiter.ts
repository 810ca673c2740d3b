import { RateLimiterMemory } from 'rate-limiter-flexible';
import { createRateLimiter, RATE_LIMIT_WINDOW_SECONDS, UNLIMITED, type RateLimiter } from '../rate-limiter.js';

/**
 * Counts in this process.
 *
 * @param perMinute maximum operations of one caller; 0 for no limit
 */
export function createMemoryRateLimiter(perMinute: number): RateLimiter {
  if (perMinute === 0) return { consume: async () => UNLIMITED };
  return createRateLimiter(
    perMinute,
    new RateLimiterMemory({ points: perMinute, duration: RATE_LIMIT_WINDOW_SECONDS }),
  );
}
