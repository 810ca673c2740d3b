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
  { counter, callerCounter, maxReads = Infinity, mutationDeadline }: RequestScope,
): void {
  if (effect === 'write' || mutationDeadline !== undefined) return;
  const reads = (counter.reads ?? 0) + 1;
  const callerReads = (callerCounter?.reads ?? 0) + 1;
  if (reads > maxReads)
    throw createLimitFault(`The operation needs more than ${maxReads} upstream calls, which is the limit.`);
  if (callerReads > maxReads)
    throw createLimitFault(
      `The caller’s subscriptions made ${maxReads} upstream calls in a minute, which is the limit.`,
    );
  counter.reads = reads;
  if (callerCounter) callerCounter.reads = callerReads;
}

function createLimitFault(sentence: string): Fault {
  return new Fault('OPERATION_TOO_COMPLEX', `${sentence} Request fewer entries at once.`);
}
