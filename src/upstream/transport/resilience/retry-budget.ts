import { POLICY } from './policy.js';

/** Repeats that may still be made; successes earn them, so that an outage is not answered with more load. */
export interface RetryBudget {
  /** Takes one repeat, if there is one. */
  take(): boolean;
  succeeded(): void;
}

export function createRetryBudget(): RetryBudget {
  const { inHand, perSuccess } = POLICY.retryBudget;
  // In successes, for tenths do not add up.
  const price = Math.round(1 / perSuccess);
  let left = inHand * price;
  return {
    take() {
      if (left < price) return false;
      left -= price;
      return true;
    },
    succeeded() {
      left = Math.min(inHand * price, left + 1);
    },
  };
}
