import type { RequestScope } from '../upstream/transport/request-scope.js';

/**
 * Caches a value for one GraphQL request until its next mutation, so that fields see the changes of earlier mutations.
 *
 * @param create called again after each mutation
 */
export function renewAfterMutation<T>(scope: RequestScope, create: () => T): () => T {
  let current: { readonly value: T; readonly mutationEpoch: number | undefined } | undefined;
  return () => {
    if (current === undefined || current.mutationEpoch !== scope.mutationEpoch)
      current = { value: create(), mutationEpoch: scope.mutationEpoch };
    return current.value;
  };
}
