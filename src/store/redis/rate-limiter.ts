import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { createRateLimiter, RATE_LIMIT_WINDOW_SECONDS, UNLIMITED, type RateLimiter } from '../rate-limiter.js';
import type { RedisConnection } from './redis-connection.js';
import { hashKeyPart } from './script.js';

/**
 * Counts the operations of all replicas together; those of this process alone while Redis is unavailable.
 *
 * @param perMinute maximum operations of one caller; 0 for no limit
 */
export function createRedisRateLimiter(redis: RedisConnection, perMinute: number): RateLimiter {
  if (perMinute === 0) return { consume: async () => UNLIMITED };
  const points = { points: perMinute, duration: RATE_LIMIT_WINDOW_SECONDS };
  const local = new RateLimiterMemory(points);
  const shared = new RateLimiterRedis({
    ...points,
    storeClient: redis.client,
    keyPrefix: `${redis.prefix}operations`,
    rejectIfRedisNotReady: true,
  });
  return createRateLimiter(perMinute, {
    async consume(callerId) {
      const key = hashKeyPart(callerId);
      const consumed = await redis.run(() => shared.consume(key).catch(returnRejection));
      const result = consumed ?? (await local.consume(key).catch(returnRejection));
      if (result.consumedPoints > perMinute) throw result;
      return result;
    },
  });
}

/** The limiter rejects with its result over the limit, and with an error when Redis fails. */
function returnRejection(rejection: unknown): RateLimiterRes {
  if (rejection instanceof RateLimiterRes) return rejection;
  throw rejection;
}
