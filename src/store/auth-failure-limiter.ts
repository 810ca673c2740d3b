import { LRUCache } from 'lru-cache';
import { Fault } from '../faults/fault.js';

/** Wrong credentials that one address may show within a minute. */
export const GUESSES_A_MINUTE = 30;

const MINUTE_MS = 60_000;

/** Whoever guesses may have many addresses, so their number is bounded: those not heard of for longest go first. */
const MOST_ADDRESSES = 10_000;

export interface GuessLimit {
  /**
   * To be asked before a credential is checked.
   *
   * @throws {Fault} `RATE_LIMITED` when there were too many wrong ones from this address
   */
  check(address: string): void;
  /** Counts a wrong credential. */
  wrong(address: string): void;
}

/** Counts in this process, within a minute from the first wrong one; what is refused meanwhile does not prolong it. */
export function createGuessLimit(): GuessLimit {
  const guesses = new LRUCache<string, { count: number }>({ max: MOST_ADDRESSES, ttl: MINUTE_MS });
  return {
    check(address) {
      const { count } = guesses.get(address) ?? { count: 0 };
      if (count < GUESSES_A_MINUTE) return;
      const retryAfterSeconds = Math.max(1, Math.ceil(guesses.getRemainingTTL(address) / 1000));
      const message = `${GUESSES_A_MINUTE} wrong credentials came from this address within a minute, which is the limit.`;
      throw new Fault('RATE_LIMITED', message, { retryAfterSeconds });
    },
    wrong(address) {
      const made = guesses.get(address) ?? { count: 0 };
      if (made.count === 0) guesses.set(address, made);
      made.count += 1;
    },
  };
}
