import type { CallOptions } from './send-request.js';

/** A page of a connection, with as much of it as walking on needs. */
export interface Page<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

type Variables = { readonly after?: string | null | undefined } | undefined;

/**
 * Every entry of a list, page after page; the next page is asked for when the one before has been used up.
 *
 * @param list a call such as `api.listIncidents`, or a function of your own that takes `after`
 * @param variables of each call; `first` says how many a page holds, `after` where to begin
 */
export async function* eachNode<Node, V extends Variables>(
  list: (variables: V, options?: CallOptions) => Promise<Page<Node>>,
  variables: NoInfer<V>,
  options?: CallOptions,
): AsyncGenerator<Node, void, undefined> {
  for (let after = variables?.after; ;) {
    // oxlint-disable-next-line no-await-in-loop -- each page begins where the one before ended
    const { nodes, pageInfo } = await list({ ...variables, after }, options);
    yield* nodes;
    const next = pageInfo.hasNextPage ? pageInfo.endCursor : undefined;
    if (!next || next === after) return;
    after = next;
  }
}
