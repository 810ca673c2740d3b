import { Fault, type InputReference } from '../../../faults/fault.js';
import type { ErrorCode } from '../../../faults/codes.js';

/** Codes of errors about the object of a call. */
const OBJECT_ERROR_CODES: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['NOT_FOUND', 'CONNECT_TOKEN_REJECTED']);

/**
 * Adds the path of the argument to an error of an upstream call, which the upstream does not report.
 *
 * @param field path of the object of the call in the input
 * @param partPaths paths of further objects that the call refers to
 */
export async function withFieldPath<T>(
  field: readonly string[],
  call: Promise<T>,
  partPaths: Readonly<Partial<Record<InputReference, readonly string[]>>> = {},
): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof Fault) || error.field || !OBJECT_ERROR_CODES.has(error.code)) throw error;
    throw error.withDetails({ field: (error.inputReference && partPaths[error.inputReference]) ?? field });
  }
}
