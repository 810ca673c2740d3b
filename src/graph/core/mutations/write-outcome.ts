import { Fault } from '../../../faults/fault.js';
import type { RequestScope } from '../../../upstream/transport/request-scope.js';

/**
 * Any error of a mutation as a fault that tells what became of its write. Before a write has left, nothing was done. After
 * that only a fault that says so did nothing; any other error, a mistake of this gateway's own included, leaves it unknown.
 */
export function withOutcome(error: unknown, { hasSentWrite }: Pick<RequestScope, 'hasSentWrite'>): Fault {
  const outcome = hasSentWrite ? 'UNKNOWN' : 'NOT_SENT';
  if (!(error instanceof Fault)) return new Fault('INTERNAL_SERVER_ERROR', 'Internal error', { outcome, cause: error });
  return error.outcome === undefined ? error.withDetails({ outcome }) : error;
}
