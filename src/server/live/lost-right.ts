import { Fault } from '../../faults/fault.js';
import type { Caller } from '../../graph/core/auth/caller.js';

/** Why a caller may no longer receive what it subscribed to: its credential ended, or lost a scope or an account. */
export function findLostRight(caller: Caller): Fault | undefined {
  try {
    const present = caller.renew?.() ?? caller;
    const lostScope = [...caller.scopes].find((scope) => !present.scopes.has(scope));
    if (lostScope) return new Fault('FORBIDDEN', `The credential lost the scope ${lostScope}.`);
    return hasLostAccount(caller, present) ? new Fault('FORBIDDEN', 'The credential lost an account.') : undefined;
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}

/** A caller without a list of accounts may use all. */
function hasLostAccount({ accounts: before }: Caller, { accounts: now }: Caller): boolean {
  if (!now) return false;
  return !before || [...before].some((account) => !now.has(account));
}
