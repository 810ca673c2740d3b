import { Fault } from '../../../faults/fault.js';
import { demandScope } from './caller.js';
import type { PagerDutyAccess } from '../context.js';

const FIELD = ['input', 'actor'];

interface Named {
  readonly actor?: string | null;
}

type WithActor<T extends Named> = T & { readonly actor: string | undefined };

/**
 * Makes a change with its input's actor decided, before any call: whom the input names, else the caller, else whom the
 * account is configured with. Without an actor it goes out in the name of whose key it is.
 *
 * @throws {Fault} `FORBIDDEN` for another's name without `INCIDENTS_IMPERSONATE`; `ACTOR_REQUIRED` when there is nobody to
 * name and the key is known to be nobody's own
 */
export async function asActor<T extends Named, R>(
  input: T,
  access: PagerDutyAccess,
  change: (named: WithActor<T>) => Promise<R>,
): Promise<R> {
  const named = withActor(input, access);
  try {
    return await change(named);
  } catch (error) {
    throw error instanceof Fault ? tellingWhose(error, input, access) : error;
  }
}

/**
 * As `asActor`, for an acknowledgement: PagerDuty assigns the incident to whoever acknowledges it, and those who had it lose
 * it. So it wants a person who was meant: whom the input names, or the caller. The account's default person, be it the
 * owner of a user's key or nobody known at all behind an OAuth app, takes incidents only where the operator allows it.
 *
 * @throws {Fault} `ACTOR_REQUIRED` before any call when nobody was meant; else as `asActor`
 */
export async function asAcknowledger<T extends Named, R>(
  input: T,
  access: PagerDutyAccess,
  change: (named: WithActor<T>) => Promise<R>,
): Promise<R> {
  if (input.actor == null && access.caller.email === undefined && !access.fromMayAcknowledge) {
    throw new Fault(
      'ACTOR_REQUIRED',
      'PagerDuty assigns an incident to whoever acknowledges it: name that user as the actor.',
      { field: FIELD },
    );
  }
  return asActor(input, access, change);
}

/** PagerDuty knows the e-mail only, not where the gateway has it from: the input can be mended, the others elsewhere. */
function tellingWhose(fault: Fault, input: Named, { caller, from }: PagerDutyAccess): Fault {
  if (fault.kind === 'ACTOR_REQUIRED') return fault.with({ field: FIELD });
  if (fault.kind !== 'ACTOR_UNKNOWN') return fault;
  if (input.actor != null) return fault.with({ field: FIELD });
  if (caller.email !== undefined)
    return fault.saying('PagerDuty knows no user with the e-mail of your API key or token.');
  if (from !== undefined)
    return fault.saying('PagerDuty knows no user with the e-mail that this account is configured with.');
  return fault.with({ field: FIELD });
}

function withActor<T extends Named>(input: T, access: PagerDutyAccess): WithActor<T> {
  const { caller, from, isAccountKey } = access;
  const named = input.actor ?? undefined;
  if (named !== undefined && !isSame(named, caller.email)) demandScope(caller, 'INCIDENTS_IMPERSONATE');
  const actor = named ?? caller.email ?? from;
  if (actor === undefined && isAccountKey) {
    throw new Fault(
      'ACTOR_REQUIRED',
      'PagerDuty needs an actor: the e-mail of the user in whose name the change is made.',
      {
        field: FIELD,
      },
    );
  }
  return Object.assign({}, input, { actor });
}

function isSame(email: string, other: string | undefined): boolean {
  return email.toLowerCase() === other?.toLowerCase();
}
