import type { CallOptions } from './send-request.js';

/** The fields of a connection that paging needs. */
export interface Page<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

type Variables = { readonly after?: string | null | undefined } | undefined;

/**
 * Iterates over all entries of a list. It requests the next page after the current one is consumed.
 *
 * @param list a function such as `api.listIncidents`, or your own function that takes `after`
 * @param variables of each call; `first` is the page size, `after` the start
 */
export async function* eachNode<Node, V extends Variables>(
  list: (variables: V, options?: CallOptions) => Promise<Page<Node>>,
  variables: NoInfer<V>,
  options?: CallOptions,
): AsyncGenerator<Node, void, undefined> {
  for (let after = variables?.after; ;) {
    // oxlint-disable-next-line no-await-in-loop -- each page starts at the end of the previous one
    const { nodes, pageInfo } = await list({ ...variables, after }, options);
    yield* nodes;
    const next = pageInfo.hasNextPage ? pageInfo.endCursor : undefined;
    if (!next || next === after) return;
    after = next;
  }
}
