import { Fault } from '../faults/fault.js';

/** Maximum number of invalid credentials from one address per minute. */
export const MAX_FAILURES_PER_MINUTE = 30;

/** Counts for a minute from the first failure. Rejected requests do not prolong that minute. */
export interface AuthFailureLimiter {
  /**
   * Call it before a credential is checked.
   *
   * @throws {Fault} `RATE_LIMITED` after too many invalid credentials from this address
   */
  check(address: string): Promise<void>;
  /** Counts an invalid credential. */
  record(address: string): Promise<void>;
}

/** @param msLeft until the minute ends */
export function createTooManyFailuresFault(msLeft: number): Fault {
  const message = `Too many invalid credentials from this address: at most ${MAX_FAILURES_PER_MINUTE} per minute.`;
  return new Fault('RATE_LIMITED', message, { retryAfterSeconds: Math.max(1, Math.ceil(msLeft / 1000)) });
}
