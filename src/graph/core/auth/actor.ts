import { Fault } from '../../../faults/fault.js';
import { requireScope } from './caller.js';
import type { PagerDutyAccountContext } from '../context.js';

const ACTOR_PATH = ['input', 'actor'];

interface HasActor {
  readonly actor?: string | null;
}

type WithResolvedActor<T extends HasActor> = T & { readonly actor: string | undefined };

/**
 * Makes a change with its input's actor decided, before any call: whom the input names, else the caller, else whom the
 * account is configured with. Without an actor it goes out in the name of whose key it is.
 *
 * @throws {Fault} `FORBIDDEN` for another's name without `INCIDENTS_IMPERSONATE`; `ACTOR_REQUIRED` when there is nobody to
 * name and the key is known to be nobody's own
 */
export async function withActor<T extends HasActor, R>(
  input: T,
  accountContext: PagerDutyAccountContext,
  mutate: (inputWithActor: WithResolvedActor<T>) => Promise<R>,
): Promise<R> {
  const inputWithActor = resolveActor(input, accountContext);
  try {
    return await mutate(inputWithActor);
  } catch (error) {
    throw error instanceof Fault ? explainActorError(error, input, accountContext) : error;
  }
}

/**
 * As `asActor`, for an acknowledgement: PagerDuty assigns the incident to whoever acknowledges it, and those who had it lose
 * it. So it wants a person who was meant: whom the input names, or the caller. The account's default person, be it the
 * owner of a user's key or nobody known at all behind an OAuth app, takes incidents only where the operator allows it.
 *
 * @throws {Fault} `ACTOR_REQUIRED` before any call when nobody was meant; else as `asActor`
 */
export async function withAcknowledger<T extends HasActor, R>(
  input: T,
  accountContext: PagerDutyAccountContext,
  mutate: (inputWithActor: WithResolvedActor<T>) => Promise<R>,
): Promise<R> {
  if (input.actor == null && accountContext.caller.email === undefined && !accountContext.fromMayAcknowledge) {
    throw new Fault('ACTOR_REQUIRED', 'Set `actor`: PagerDuty assigns the incident to the user who acknowledges it.', {
      field: ACTOR_PATH,
    });
  }
  return withActor(input, accountContext, mutate);
}

/** PagerDuty knows the e-mail only, not where the gateway has it from: the input can be mended, the others elsewhere. */
function explainActorError(fault: Fault, input: HasActor, { caller, from }: PagerDutyAccountContext): Fault {
  if (fault.code === 'ACTOR_REQUIRED') return fault.withDetails({ field: ACTOR_PATH });
  if (fault.code !== 'ACTOR_UNKNOWN') return fault;
  if (input.actor != null) return fault.withDetails({ field: ACTOR_PATH });
  if (caller.email !== undefined)
    return fault.withMessage('The e-mail of your API key or token does not belong to a PagerDuty user.');
  if (from !== undefined)
    return fault.withMessage('The e-mail configured for this account does not belong to a PagerDuty user.');
  return fault.withDetails({ field: ACTOR_PATH });
}

function resolveActor<T extends HasActor>(input: T, accountContext: PagerDutyAccountContext): WithResolvedActor<T> {
  const { caller, from, isAccountKey } = accountContext;
  const requestedActor = input.actor ?? undefined;
  if (requestedActor !== undefined && !isSameEmail(requestedActor, caller.email))
    requireScope(caller, 'INCIDENTS_IMPERSONATE');
  const actor = requestedActor ?? caller.email ?? from;
  if (actor === undefined && isAccountKey) {
    throw new Fault('ACTOR_REQUIRED', 'Set `actor` to the e-mail of the PagerDuty user who makes the change.', {
      field: ACTOR_PATH,
    });
  }
  return Object.assign({}, input, { actor });
}

function isSameEmail(email: string, other: string | undefined): boolean {
  return email.toLowerCase() === other?.toLowerCase();
}
