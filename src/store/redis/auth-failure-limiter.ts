import { RateLimiterRedis } from 'rate-limiter-flexible';
import {
  type AuthFailureLimiter,
  createTooManyFailuresFault,
  MAX_FAILURES_PER_MINUTE,
} from '../auth-failure-limiter.js';
import type { RedisConnection } from './redis-connection.js';
import { hashKeyPart } from './script.js';

/**
 * Counts the failures of all replicas together. Failures also count in this process, which refuses an address without a
 * command and continues while Redis is unavailable.
 */
export function createRedisAuthFailureLimiter(redis: RedisConnection, local: AuthFailureLimiter): AuthFailureLimiter {
  const shared = new RateLimiterRedis({
    points: MAX_FAILURES_PER_MINUTE,
    duration: 60,
    storeClient: redis.client,
    keyPrefix: `${redis.prefix}failures`,
    rejectIfRedisNotReady: true,
  });
  return {
    async check(address) {
      await local.check(address);
      const failures = await redis.run(() => shared.get(hashKeyPart(address)));
      if (failures && failures.consumedPoints >= MAX_FAILURES_PER_MINUTE)
        throw createTooManyFailuresFault(failures.msBeforeNext);
    },
    async record(address) {
      await Promise.all([local.record(address), redis.run(() => shared.penalty(hashKeyPart(address)))]);
    },
  };
}
