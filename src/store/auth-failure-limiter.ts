import { LRUCache } from 'lru-cache';
import { Fault } from '../faults/fault.js';

/** Wrong credentials that one address may show within a minute. */
export const MAX_FAILURES_PER_MINUTE = 30;

const WINDOW_MS = 60_000;

/** Whoever guesses may have many addresses, so their number is bounded: those not heard of for longest go first. */
const MAX_TRACKED_ADDRESSES = 10_000;

export interface AuthFailureLimiter {
  /**
   * To be asked before a credential is checked.
   *
   * @throws {Fault} `RATE_LIMITED` when there were too many wrong ones from this address
   */
  check(address: string): void;
  /** Counts a wrong credential. */
  record(address: string): void;
}

/** Counts in this process, within a minute from the first wrong one; what is refused meanwhile does not prolong it. */
export function createAuthFailureLimiter(): AuthFailureLimiter {
  const failures = new LRUCache<string, { count: number }>({ max: MAX_TRACKED_ADDRESSES, ttl: WINDOW_MS });
  return {
    check(address) {
      const { count } = failures.get(address) ?? { count: 0 };
      if (count < MAX_FAILURES_PER_MINUTE) return;
      const retryAfterSeconds = Math.max(1, Math.ceil(failures.getRemainingTTL(address) / 1000));
      const message = `${MAX_FAILURES_PER_MINUTE} wrong credentials came from this address within a minute, which is the limit.`;
      throw new Fault('RATE_LIMITED', message, { retryAfterSeconds });
    },
    record(address) {
      const recorded = failures.get(address) ?? { count: 0 };
      if (recorded.count === 0) failures.set(address, recorded);
      recorded.count += 1;
    },
  };
}
