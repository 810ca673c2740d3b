import { Fault } from '../../../faults/fault.js';

/**
 * For `catch` of a read whose result is only a help, such as the look-up after a lost response: its failure counts as
 * nothing found.
 *
 * @throws any other error, which is a defect of the gateway
 */
export function undefinedOnFault(error: unknown): undefined {
  if (error instanceof Fault) return undefined;
  throw error;
}
