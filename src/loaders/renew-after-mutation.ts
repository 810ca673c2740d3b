import type { RequestScope } from '../upstream/transport/request-scope.js';

/**
 * Gives what remembers answers within one GraphQL request, and a fresh one after each write of the request: the fields of
 * a document see what the mutations before them have changed.
 *
 * @param create makes one that remembers nothing yet
 */
export function renewAfterMutation<T>(scope: RequestScope, create: () => T): () => T {
  let current: { readonly value: T; readonly writes: number | undefined } | undefined;
  return () => {
    if (current === undefined || current.writes !== scope.writes) current = { value: create(), writes: scope.writes };
    return current.value;
  };
}
