import { isUserErrorCode, type ErrorCode, type UserErrorCode } from '../../../../faults/codes.js';
import { Fault } from '../../../../faults/fault.js';
import { toUserError, type UserError } from '../../../core/errors/user-error.type.js';
import type { ItemOutcome } from './bulk-change.js';

/** Codes of refusals that may concern a single incident of a chunk. Any other fault concerns all of them. */
const PER_ITEM_CODES: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'NOT_FOUND',
  'CONFLICT',
  'INVALID_INPUT',
  'NOT_PERMITTED',
  'LIMIT_EXCEEDED',
  'UPSTREAM_REJECTED',
]);

export function isPerItem(fault: Fault): boolean {
  return PER_ITEM_CODES.has(fault.code);
}

/** For an incident that was not sent, because the deadline passed or an outage ended the mutation. */
export function createNotAttemptedFault(): Fault {
  return new Fault('NOT_ATTEMPTED', 'The incident was not sent to PagerDuty. Retrying is safe.');
}

/** @param noun what the response lacks, e.g. "incident" */
export function createMissingResultFault(noun: string): Fault {
  return new Fault(
    'OUTCOME_UNKNOWN',
    `PagerDuty’s response does not include the ${noun}. Read the incident before retrying.`,
  );
}

/** Converts the fault of one incident to an entry of `userErrors` in its result. */
export function toItemError(fault: Fault, field: readonly string[]): UserError {
  const code: UserErrorCode = isPerItem(fault) && isUserErrorCode(fault.code) ? fault.code : toUndoneCode(fault);
  return toUserError(fault.field ? fault : fault.withDetails({ field }), code);
}

function toUndoneCode(fault: Fault): UserErrorCode {
  return fault.outcome === 'UNKNOWN' || fault.code === 'OUTCOME_UNKNOWN' ? 'OUTCOME_UNKNOWN' : 'NOT_ATTEMPTED';
}

/**
 * The fault of a bulk mutation that changed nothing and had no refusal of a single incident: an outage, reported once
 * instead of once per incident. Outcomes without an upstream failure (deadline passed, missing in a response) stay with
 * their incident.
 */
export function findCommonOutage(outcomes: readonly ItemOutcome[]): Fault | undefined {
  const faults = outcomes.filter((outcome) => outcome instanceof Fault);
  if (faults.length < outcomes.length || faults.some(isPerItem)) return undefined;
  return faults.find(({ code }) => code !== 'NOT_ATTEMPTED' && code !== 'OUTCOME_UNKNOWN');
}
