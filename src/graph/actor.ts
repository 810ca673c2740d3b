import { Fault } from '../faults/fault.js';
import { demandScope } from './caller.js';
import type { PagerDutyAccess } from './context.js';

const FIELD = ['input', 'actor'];

/**
 * A mutation's input with its actor decided, before any call: whom the input names, else the caller, else whom the
 * account is configured with. Without an actor it goes out in the name of whose key it is.
 *
 * @throws {Fault} `FORBIDDEN` for another's name without `INCIDENTS_IMPERSONATE`; `ACTOR_REQUIRED` when there is nobody to
 * name and the key is known to be nobody's own
 */
export function withActor<T extends { readonly actor?: string | null }>(
  input: T,
  access: PagerDutyAccess,
): T & { readonly actor: string | undefined } {
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
  return { ...input, actor };
}

function isSame(email: string, other: string | undefined): boolean {
  return email.toLowerCase() === other?.toLowerCase();
}
