import { LRUCache } from 'lru-cache';
import {
  createTooManyFailuresFault,
  MAX_FAILURES_PER_MINUTE,
  type AuthFailureLimiter,
} from '../auth-failure-limiter.js';

const WINDOW_MS = 60_000;

/** Bounds the memory, because attackers may have many addresses. The least recently used addresses are dropped. */
const MAX_TRACKED_ADDRESSES = 10_000;

/** Counts in this process. */
export function createMemoryAuthFailureLimiter(): AuthFailureLimiter {
  const failures = new LRUCache<string, { count: number }>({ max: MAX_TRACKED_ADDRESSES, ttl: WINDOW_MS });
  return {
    async check(address) {
      const { count } = failures.get(address) ?? { count: 0 };
      if (count >= MAX_FAILURES_PER_MINUTE) throw createTooManyFailuresFault(failures.getRemainingTTL(address));
    },
    async record(address) {
      const recorded = failures.get(address) ?? { count: 0 };
      if (recorded.count === 0) failures.set(address, recorded);
      recorded.count += 1;
    },
  };
}
