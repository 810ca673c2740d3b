import type { ErrorCode } from '../../../faults/codes.js';
import type { Fault } from '../../../faults/fault.js';

const OUTAGE_CODES: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'UPSTREAM_RATE_LIMITED',
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_TIMEOUT',
]);

/** Whether PagerDuty could not take a call at this time. A refusal of PagerDuty never is an outage. */
export function isOutage({ code, outcome }: Fault): boolean {
  return OUTAGE_CODES.has(code) || (code === 'UPSTREAM_BAD_RESPONSE' && outcome !== 'REFUSED');
}
