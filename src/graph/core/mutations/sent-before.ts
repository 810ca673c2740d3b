import { Fault } from '../../../faults/fault.js';
import type { PreviousAttempt } from './idempotent-runner.js';

/**
 * Refuses a write that cannot be looked up if an earlier one with the same idempotency key may have been executed.
 *
 * @param whereToLook where a person may find it, e.g. "the incident"
 * @throws {Fault} `OUTCOME_UNKNOWN`
 */
export function assertNotSentBefore(previous: PreviousAttempt | undefined, whereToLook = 'the incident'): void {
  if (!previous?.isCertain) return;
  throw new Fault(
    'OUTCOME_UNKNOWN',
    `An earlier call with this key may have been executed. Read ${whereToLook}; to send it again, use another key.`,
    { field: ['input', 'idempotencyKey'], outcome: 'UNKNOWN' },
  );
}
