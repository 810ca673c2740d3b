import { Fault, type Part } from '../../../faults/fault.js';
import { isUserErrorCode, type Kind } from '../../../faults/codes.js';
import { asMutation, type CallScope } from '../../../upstream/transport/request-scope.js';
import { toUserError, type MutationPayload, type UserError } from '../errors/user-error.type.js';
import { withOutcome } from './write-outcome.js';

type Answer<P extends MutationPayload> = Omit<P, 'userErrors'>;

/**
 * Runs a mutation and decides which road its fault takes: a refusal the caller can act on becomes `userErrors` beside
 * the `refused` payload, anything else a top-level error that tells what became of the write.
 *
 * @param refused what the payload holds when nothing was done
 * @param limitMs how long it may take in all; the usual deadline without it
 */
export async function settle<P extends MutationPayload>(
  scope: CallScope,
  refused: Answer<P>,
  deed: () => Promise<Answer<P> & { readonly userErrors?: readonly UserError[] }>,
  limitMs?: number,
): Promise<P> {
  try {
    return Object.assign({ userErrors: [] }, await asMutation(scope, deed, limitMs)) as unknown as P;
  } catch (error) {
    if (error instanceof Fault && isUserErrorCode(error.kind)) {
      return { ...refused, userErrors: [toUserError(error, error.kind)] } as unknown as P;
    }
    throw withOutcome(error, scope);
  }
}

/** Kinds that concern the very thing a call was about. */
const CONCERNS_OBJECT: ReadonlySet<Kind> = new Set<Kind>(['NOT_FOUND', 'CONNECT_TOKEN_REJECTED']);

/**
 * Runs an upstream call and says which argument its refusal concerns, which the upstream itself does not tell.
 *
 * @param field where the object of the call stands in the input
 * @param parts where the parts of what it is told to do stand
 */
export async function blaming<T>(
  field: readonly string[],
  call: Promise<T>,
  parts: Readonly<Partial<Record<Part, readonly string[]>>> = {},
): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof Fault) || error.field || !CONCERNS_OBJECT.has(error.kind)) throw error;
    throw error.with({ field: (error.part && parts[error.part]) ?? field });
  }
}

/**
 * A read whose object may be missing: null then.
 */
export async function orNull<T>(read: Promise<T>): Promise<T | null> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof Fault && error.kind === 'NOT_FOUND') return null;
    throw error;
  }
}
