import { Fault } from '../../../faults/fault.js';
import { isUserErrorCode } from '../../../faults/codes.js';
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
