import { LRUCache } from 'lru-cache';
import { Fault } from '../faults/fault.js';

/** Maximum number of invalid credentials from one address per minute. */
export const MAX_FAILURES_PER_MINUTE = 30;

const WINDOW_MS = 60_000;

/** Bounds the memory, because attackers may have many addresses. The least recently used addresses are dropped. */
const MAX_TRACKED_ADDRESSES = 10_000;

export interface AuthFailureLimiter {
  /**
   * Call it before a credential is checked.
   *
   * @throws {Fault} `RATE_LIMITED` after too many invalid credentials from this address
   */
  check(address: string): void;
  /** Counts an invalid credential. */
  record(address: string): void;
}

/** Counts in this process, for a minute from the first failure. Rejected requests do not prolong that minute. */
export function createAuthFailureLimiter(): AuthFailureLimiter {
  const failures = new LRUCache<string, { count: number }>({ max: MAX_TRACKED_ADDRESSES, ttl: WINDOW_MS });
  return {
    check(address) {
      const { count } = failures.get(address) ?? { count: 0 };
      if (count < MAX_FAILURES_PER_MINUTE) return;
      const retryAfterSeconds = Math.max(1, Math.ceil(failures.getRemainingTTL(address) / 1000));
      const message = `Too many invalid credentials from this address: at most ${MAX_FAILURES_PER_MINUTE} per minute.`;
      throw new Fault('RATE_LIMITED', message, { retryAfterSeconds });
    },
    record(address) {
      const recorded = failures.get(address) ?? { count: 0 };
      if (recorded.count === 0) failures.set(address, recorded);
      recorded.count += 1;
    },
  };
}
