import { Fault, type InputReference } from '../../../faults/fault.js';
import { isUserErrorCode, type ErrorCode } from '../../../faults/codes.js';
import { runAsMutation, type RequestScope } from '../../../upstream/transport/request-scope.js';
import { toUserError, type MutationPayload, type UserError } from '../errors/user-error.type.js';
import { withOutcome } from './write-outcome.js';

type PayloadFields<P extends MutationPayload> = Omit<P, 'userErrors'>;

/**
 * Runs a mutation and maps its fault: an error that the caller can act on becomes `userErrors` of `emptyPayload`, any other
 * error is thrown with the outcome of the write.
 *
 * @param emptyPayload payload fields when nothing was done
 * @param deadlineMs deadline of the whole mutation; the default deadline when absent
 */
export async function runMutation<P extends MutationPayload>(
  requestScope: RequestScope,
  emptyPayload: PayloadFields<P>,
  mutate: () => Promise<PayloadFields<P> & { readonly userErrors?: readonly UserError[] }>,
  deadlineMs?: number,
): Promise<P> {
  try {
    return Object.assign({ userErrors: [] }, await runAsMutation(requestScope, mutate, deadlineMs)) as unknown as P;
  } catch (error) {
    if (error instanceof Fault && isUserErrorCode(error.code)) {
      return { ...emptyPayload, userErrors: [toUserError(error, error.code)] } as unknown as P;
    }
    throw withOutcome(error, requestScope);
  }
}

/** Kinds that concern the very thing a call was about. */
const OBJECT_ERROR_CODES: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['NOT_FOUND', 'CONNECT_TOKEN_REJECTED']);

/**
 * Runs an upstream call and says which argument its refusal concerns, which the upstream itself does not tell.
 *
 * @param field where the object of the call stands in the input
 * @param partPaths where the parts of what it is told to do stand
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

/**
 * A read whose object may be missing: null then.
 */
export async function nullIfNotFound<T>(read: Promise<T>): Promise<T | null> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof Fault && error.code === 'NOT_FOUND') return null;
    throw error;
  }
}
