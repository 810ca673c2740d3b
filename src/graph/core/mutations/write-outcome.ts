import { Fault } from '../../../faults/fault.js';
import type { RequestScope } from '../../../upstream/transport/request-scope.js';

/**
 * Converts any error of a mutation to a fault with an outcome: `NOT_SENT` before the first write. After it, the outcome of
 * the fault counts; any other error, also an internal one, leaves the outcome unknown.
 */
export function withOutcome(error: unknown, { hasSentWrite }: Pick<RequestScope, 'hasSentWrite'>): Fault {
  const outcome = hasSentWrite ? 'UNKNOWN' : 'NOT_SENT';
  if (!(error instanceof Fault)) return new Fault('INTERNAL_SERVER_ERROR', 'Internal error', { outcome, cause: error });
  return error.outcome === undefined ? error.withDetails({ outcome }) : error;
}
