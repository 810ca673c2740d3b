import type { Cancellation } from '../../../shared/cancellation.js';
import { TransportError } from '../transport-error.js';

/** Time and randomness, replaced in tests. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Milliseconds of a monotonic clock. */
  monotonic(): number;
  /** @throws TransportError `aborted` when it is cancelled */
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
