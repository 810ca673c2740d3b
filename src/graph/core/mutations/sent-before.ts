import { Fault } from '../../../faults/fault.js';
import type { PreviousAttempt } from './idempotent-runner.js';

/**
 * Refuses a write that reaches people if an earlier one with the same idempotency key may have been executed. It cannot be
 * looked up.
 *
 * @throws {Fault} `OUTCOME_UNKNOWN`
 */
export function assertNotSentBefore(previous: PreviousAttempt | undefined): void {
  if (!previous?.isCertain) return;
  throw new Fault(
    'OUTCOME_UNKNOWN',
    'An earlier call with this key may have been executed. Read the incident; to send it again, use another key.',
    { field: ['input', 'idempotencyKey'], outcome: 'UNKNOWN' },
  );
}
