import { Fault } from '../../faults/fault.js';
import type { RequestScope } from './request-scope.js';
import type { Endpoint } from './endpoint.js';

/**
 * Counts a call that is about to be made. What reads is bounded for each operation: how much it is going to read is only
 * estimated before, and lists may be longer than that. What a mutation does is bounded by its input, and is not counted.
 *
 * @throws {Fault} `OPERATION_TOO_COMPLEX` for a read that the operation may not make any more
 */
export function countRead(
  { effect }: Endpoint,
  { counter, maxReads = Infinity, mutationDeadline }: RequestScope,
): void {
  if (effect === 'write' || mutationDeadline !== undefined) return;
  const reads = (counter.reads ?? 0) + 1;
  if (reads > maxReads) {
    const message = `This operation needs more than ${maxReads} upstream calls, which is the limit. Ask for fewer entries at once.`;
    throw new Fault('OPERATION_TOO_COMPLEX', message);
  }
  counter.reads = reads;
}
