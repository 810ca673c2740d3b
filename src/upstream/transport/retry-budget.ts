import { POLICY } from './policy.js';

/** Repeats that may still be made; successes earn them, so that an outage is not answered with more load. */
export interface RetryBudget {
  /** Takes one repeat, if there is one. */
  take(): boolean;
  succeeded(): void;
}

export function createRetryBudget(): RetryBudget {
  const { inHand, perSuccess } = POLICY.retryBudget;
  let left: number = inHand;
  return {
    take() {
      if (left < 1) return false;
      left -= 1;
      return true;
    },
    succeeded() {
      left = Math.min(inHand, left + perSuccess);
    },
  };
}
