import { RESILIENCE_POLICY } from './policy.js';

/** Available retries of an account. Successes add to them, so that retries do not multiply the load of an outage. */
export interface RetryBudget {
  /** Takes one retry; false when none is left. */
  acquire(): boolean;
  recordSuccess(): void;
}

export function createRetryBudget(): RetryBudget {
  const { capacity, perSuccess } = RESILIENCE_POLICY.retryBudget;
  // Counted in successes, because tenths do not add up exactly.
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
