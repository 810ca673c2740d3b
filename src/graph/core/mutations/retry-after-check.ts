import { Fault } from '../../../faults/fault.js';
import type { ErrorCode } from '../../../faults/codes.js';
import { type RequestScope, getMutationTimeLeft } from '../../../upstream/transport/request-scope.js';
import { SYSTEM_CLOCK } from '../../../upstream/transport/resilience/clock.js';
import { RESILIENCE_POLICY } from '../../../upstream/transport/resilience/policy.js';

/** Errors after which a write may be retried, once the current state was checked. */
const TRANSIENT_CODES: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'UPSTREAM_RATE_LIMITED',
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_TIMEOUT',
]);

/** Whether the gateway itself holds calls back for a known time, so that a retry cannot help. */
function isHeldLocally({ outcome, retryAfterSeconds }: Fault): boolean {
  return outcome === 'NOT_SENT' && retryAfterSeconds !== undefined;
}

/**
 * Waits before a failed write is checked and possibly retried: for the time that the upstream requested, else for a random
 * backoff. A fault with an unknown outcome takes precedence over later faults.
 *
 * @param attempts number of writes sent so far
 * @param previousFault result of this function for the previous write
 * @returns the fault to report when the check fails
 * @throws that fault when the time or the retry budget is exhausted; the original error when a retry cannot help
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

/** Reports the fault of the write when the check fails, too. */
export function rethrowAs(fault: Fault | undefined): (error: unknown) => never {
  return (error) => {
    throw fault ?? error;
  };
}
