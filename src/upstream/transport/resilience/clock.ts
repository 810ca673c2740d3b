import type { Cancellation } from '../../../shared/cancellation.js';
import { TransportError } from '../transport-error.js';

/** Time and chance, handed in so that tests need not wait for either. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Milliseconds since some moment; never set back, unlike `now`. */
  monotonic(): number;
  /** @throws TransportFailure `aborted` when nobody waits any more */
  wait(ms: number, cancellation?: Cancellation): Promise<void>;
  /** At least 0, less than 1. */
  random(): number;
}

export const SYSTEM_CLOCK: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  wait: (ms, cancellation) =>
    new Promise((resolve, reject) => {
      const onCancel = () => {
        clearTimeout(timer);
        reject(new TransportError('aborted'));
      };
      const timer = setTimeout(() => {
        cancellation?.offCancel(onCancel);
        resolve();
      }, ms);
      cancellation?.onCancel(onCancel);
    }),
  random: () => Math.random(),
};
