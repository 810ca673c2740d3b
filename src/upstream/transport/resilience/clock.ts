import type { Leaving } from '../../../shared/cancellation.js';
import { TransportFailure } from '../transport-error.js';

/** Time and chance, handed in so that tests need not wait for either. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Milliseconds since some moment; never set back, unlike `now`. */
  monotonic(): number;
  /** @throws TransportFailure `aborted` when nobody waits any more */
  wait(ms: number, leaving?: Leaving): Promise<void>;
  /** At least 0, less than 1. */
  random(): number;
}

export const SYSTEM_CLOCK: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  wait: (ms, leaving) =>
    new Promise((resolve, reject) => {
      const giveUp = () => {
        clearTimeout(timer);
        reject(new TransportFailure('aborted'));
      };
      const timer = setTimeout(() => {
        leaving?.spare(giveUp);
        resolve();
      }, ms);
      leaving?.tell(giveUp);
    }),
  random: () => Math.random(),
};
