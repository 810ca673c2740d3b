import { LRUCache } from 'lru-cache';
import type { Scope } from '../../config/scopes.js';
import type { Caller } from '../../graph/core/auth/caller.js';

/** Addresses whose caller is kept; one that was dropped is made anew and is the same caller, by its id. */
const MAX_ANONYMOUS_CALLERS = 10_000;

/**
 * Callers without credentials: each address is one of its own, so that strangers share neither idempotency keys nor answers
 * nor a budget. One object an address, since callers are told apart by it where answers are shared.
 */
export function createAnonymousCallers(anonymousScopes: readonly Scope[]): (address: string) => Caller {
  const scopes = new Set(anonymousScopes);
  const callers = new LRUCache<string, Caller>({ max: MAX_ANONYMOUS_CALLERS });
  return (address) => {
    const existing = callers.get(address);
    if (existing) return existing;
    const caller: Caller = { id: `anonymous ${address}`, name: 'anonymous', scopes };
    callers.set(address, caller);
    return caller;
  };
}
