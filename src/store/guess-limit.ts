import { LRUCache } from 'lru-cache';
import { Fault } from '../faults/fault.js';

/** Wrong credentials that one address may show within a minute. */
export const GUESSES_A_MINUTE = 30;

const MINUTE_MS = 60_000;

/** Whoever guesses may have many addresses, so their number is bounded: those not heard of for longest go first. */
const MOST_ADDRESSES = 10_000;

export interface GuessLimit {
  /**
   * Counts a wrong credential.
   *
   * @throws {Fault} `RATE_LIMITED` when there were too many from this address
   */
  wrong(address: string): void;
}

/** Counts in this process, within a minute from the first wrong one. */
export function createGuessLimit(): GuessLimit {
  const guesses = new LRUCache<string, { count: number }>({ max: MOST_ADDRESSES, ttl: MINUTE_MS });
  return {
    wrong(address) {
      const made = guesses.get(address) ?? { count: 0 };
      if (made.count === 0) guesses.set(address, made);
      made.count += 1;
      if (made.count <= GUESSES_A_MINUTE) return;
      const retryAfterSeconds = Math.max(1, Math.ceil(guesses.getRemainingTTL(address) / 1000));
      const message = `More than ${GUESSES_A_MINUTE} wrong credentials within a minute.`;
      throw new Fault('RATE_LIMITED', message, { retryAfterSeconds });
    },
  };
}
