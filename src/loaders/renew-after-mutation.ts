import type { CallScope } from '../upstream/transport/request-scope.js';

/**
 * Gives what remembers answers within one GraphQL request, and a fresh one after each write of the request: the fields of
 * a document see what the mutations before them have changed.
 *
 * @param make makes one that remembers nothing yet
 */
export function sinceLastWrite<T>(scope: CallScope, make: () => T): () => T {
  let current: { readonly made: T; readonly writes: number | undefined } | undefined;
  return () => {
    if (current === undefined || current.writes !== scope.writes) current = { made: make(), writes: scope.writes };
    return current.made;
  };
}
