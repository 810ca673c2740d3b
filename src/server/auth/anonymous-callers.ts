import { LRUCache } from 'lru-cache';
import type { Scope } from '../../config/scopes.js';
import type { Caller } from '../../graph/core/auth/caller.js';

/** Number of cached callers. A dropped one is created again with the same id. */
const MAX_ANONYMOUS_CALLERS = 10_000;

/**
 * Creates one anonymous caller per address, so that strangers share neither idempotency keys nor responses nor a rate limit.
 * Returns the same object for the same address, because request deduplication compares callers by identity.
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
