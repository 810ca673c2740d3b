import { Fault } from '../../faults/fault.js';
import type { RequestScope } from './request-scope.js';
import type { Endpoint } from './endpoint.js';

/**
 * Counts a read before it is sent, and limits the reads of one operation: their number is only estimated before the operation
 * runs, and lists can be longer. Calls of a mutation are limited by its input and are not counted.
 *
 * @throws {Fault} `OPERATION_TOO_COMPLEX` for a read above the limit
 */
export function countRead(
  { effect }: Endpoint,
  { counter, maxReads = Infinity, mutationDeadline }: RequestScope,
): void {
  if (effect === 'write' || mutationDeadline !== undefined) return;
  const reads = (counter.reads ?? 0) + 1;
  if (reads > maxReads) {
    const message = `The operation needs more than ${maxReads} upstream calls, which is the limit. Request fewer entries at once.`;
    throw new Fault('OPERATION_TOO_COMPLEX', message);
  }
  counter.reads = reads;
}
