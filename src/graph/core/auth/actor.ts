import { Fault } from '../../../faults/fault.js';
import { requireScope } from './caller.js';
import type { PagerDutyAccountContext } from '../context.js';

const ACTOR_PATH = ['input', 'actor'];

interface HasActor {
  readonly actor?: string | null;
}

type WithResolvedActor<T extends HasActor> = T & { readonly actor: string | undefined };

/**
 * Runs a mutation with the actor resolved before any call: the actor of the input, else the caller, else the configured
 * actor of the account. Without an actor, PagerDuty uses the owner of the API key.
 *
 * @throws {Fault} `FORBIDDEN` for another user as the actor without `INCIDENTS_IMPERSONATE`; `ACTOR_REQUIRED` when the
 * actor is missing and the key is known to belong to the account
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
 * Like `withActor`, for an acknowledgement. PagerDuty assigns the incident to the user who acknowledges it and removes the
 * previous assignees, so the actor must be explicit: the actor of the input, or the caller. The default actor of the
 * account (also the owner of a user's key) is used only if `PAGERDUTY_FROM_MAY_ACKNOWLEDGE` allows it.
 *
 * @throws {Fault} `ACTOR_REQUIRED` before any call without an explicit actor; else like `withActor`
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

/** Adds where the rejected e-mail came from, which PagerDuty does not know: the input, the credential or the settings. */
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
