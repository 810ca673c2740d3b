import { RESILIENCE_POLICY } from './policy.js';

/** Repeats that may still be made; successes earn them, so that an outage is not answered with more load. */
export interface RetryBudget {
  /** Takes one repeat, if there is one. */
  acquire(): boolean;
  recordSuccess(): void;
}

export function createRetryBudget(): RetryBudget {
  const { capacity, perSuccess } = RESILIENCE_POLICY.retryBudget;
  // In successes, for tenths do not add up.
  const cost = Math.round(1 / perSuccess);
  let remaining = capacity * cost;
  return {
    acquire() {
      if (remaining < cost) return false;
      remaining -= cost;
      return true;
    },
    recordSuccess() {
      remaining = Math.min(capacity * cost, remaining + 1);
    },
  };
}
