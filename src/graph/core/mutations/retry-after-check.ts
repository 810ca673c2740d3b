import { Fault } from '../../../faults/fault.js';
import type { ErrorCode } from '../../../faults/codes.js';
import { type RequestScope, getMutationTimeLeft } from '../../../upstream/transport/request-scope.js';
import { SYSTEM_CLOCK } from '../../../upstream/transport/resilience/clock.js';
import { RESILIENCE_POLICY } from '../../../upstream/transport/resilience/policy.js';

/** Failures after which a write may be tried again, once somebody has looked how things stand. */
const TRANSIENT_CODES: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'UPSTREAM_RATE_LIMITED',
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_TIMEOUT',
]);

/** This gateway itself lets nothing through for a while, and knows that waiting is no use. */
function isHeldLocally({ outcome, retryAfterSeconds }: Fault): boolean {
  return outcome === 'NOT_SENT' && retryAfterSeconds !== undefined;
}

/**
 * Waits before a write that failed is looked at and perhaps sent again: as long as the upstream asked for, else a random
 * moment. A fault that leaves the write's outcome unknown stands for those after it.
 *
 * @param attempts writes sent so far
 * @param previousFault what this returned for the write before
 * @returns the fault to tell when looking fails
 * @throws the same when there is no time or no repeat left, or what was thrown when trying again makes no sense
 */
export async function backoffOrThrow(
  error: unknown,
  attempts: number,
  { requestScope, client }: { readonly requestScope: RequestScope; readonly client: { acquireRetry(): boolean } },
  previousFault?: Fault,
): Promise<Fault> {
  if (!(error instanceof Fault) || !TRANSIENT_CODES.has(error.code)) throw error;
  const faultToReport = previousFault?.outcome === 'UNKNOWN' ? previousFault : error;
  if (attempts >= RESILIENCE_POLICY.maxAttempts || isHeldLocally(error)) throw faultToReport;
  const { baseMs, maxMs } = RESILIENCE_POLICY.backoff;
  const { retryAfterSeconds } = error;
  const delayMs =
    retryAfterSeconds === undefined
      ? Math.random() * Math.min(maxMs, baseMs * 2 ** attempts)
      : retryAfterSeconds * 1000;
  if (delayMs >= getMutationTimeLeft(requestScope) || !client.acquireRetry()) throw faultToReport;
  await SYSTEM_CLOCK.wait(delayMs);
  return faultToReport;
}

/** When looking fails too, what is told is the write's own fault. */
export function rethrowAs(fault: Fault | undefined): (error: unknown) => never {
  return (error) => {
    throw fault ?? error;
  };
}
