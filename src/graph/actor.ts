import { Fault } from '../faults/fault.js';
import { demandScope } from './caller.js';
import type { PagerDutyAccess } from './context.js';

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
