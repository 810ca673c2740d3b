import type { RequestScope } from '../upstream/transport/request-scope.js';

/**
 * Gives what remembers answers within one GraphQL request, and a fresh one after each write of the request: the fields of
 * a document see what the mutations before them have changed.
 *
 * @param create makes one that remembers nothing yet
 */
export function renewAfterMutation<T>(scope: RequestScope, create: () => T): () => T {
  let current: { readonly value: T; readonly mutationEpoch: number | undefined } | undefined;
  return () => {
    if (current === undefined || current.mutationEpoch !== scope.mutationEpoch)
      current = { value: create(), mutationEpoch: scope.mutationEpoch };
    return current.value;
  };
}
