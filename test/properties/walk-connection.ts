import { expect } from '@jest/globals';
import type { GraphQLResponse } from './rewritten-sandbox.js';

/** A connection of the schema and its path. */
export interface ConnectionField {
  /** The parent fields with their arguments, outermost first. */
  readonly parentFields: readonly string[];
  readonly field: string;
  /** Its arguments beside those for the page. */
  readonly args?: string;
  /** The field that identifies an entry, unless it is `id`. */
  readonly keyField?: string;
}

export interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
  readonly nodes: readonly { readonly id: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

export type RunOperation = (query: string, variables?: object) => Promise<GraphQLResponse>;

/** The selection of an entry; whatever identifies it is read as its `id`. */
const ENTRY = '{ id }';
const PAGE = `{ edges { cursor node ${ENTRY} } nodes ${ENTRY} pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`;

/** The operation that reads one page. */
export function pageQuery({ parentFields, field, args = '', keyField = 'id' }: ConnectionField, page = PAGE): string {
  const selection = page.replaceAll(ENTRY, `{ id: ${keyField} }`);
  const list = `${field}(first: $first, after: $after ${args}) ${selection}`;
  return `query ($first: Int, $after: String) { ${parentFields.map((outer) => `${outer} { `).join('')}${list}${' }'.repeat(parentFields.length)} }`;
}

export async function readPage(
  run: RunOperation,
  listed: ConnectionField,
  first: number,
  after: string | null,
): Promise<Page> {
  const { data, errors } = await run(pageQuery(listed), { first, after });
  expect(errors).toBeUndefined();
  const path = [...listed.parentFields, listed.field].map((field) => field.replace(/\(.*/, ''));
  return path.reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], data) as Page;
}

/**
 * Reads all pages of a list, checks each and returns the ids.
 *
 * @param sizes of the pages, repeated
 * @param betweenPages called after each page with its ids
 */
export async function readAllPages(
  run: RunOperation,
  listed: ConnectionField,
  sizes: readonly number[],
  betweenPages: (seen: readonly string[]) => unknown = () => undefined,
): Promise<string[]> {
  const seenIds: string[] = [];
  let after: string | null = null;
  for (let index = 0; ; index += 1) {
    const first = sizes[index % sizes.length] ?? 1;
    // oxlint-disable no-await-in-loop -- where a page begins is known only from the one before
    const { edges, nodes, pageInfo } = await readPage(run, listed, first, after);
    expect(edges.map(({ node }) => node)).toEqual(nodes);
    expect(pageInfo).toEqual({
      hasNextPage: pageInfo.hasNextPage,
      hasPreviousPage: index > 0 && seenIds.length > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    });
    expect(nodes.length).toBeLessThanOrEqual(first);
    if (pageInfo.hasNextPage) expect(nodes).toHaveLength(first);
    seenIds.push(...nodes.map(({ id }) => id));
    if (!pageInfo.hasNextPage) return seenIds;
    after = pageInfo.endCursor;
    await betweenPages(nodes.map(({ id }) => id));
    // oxlint-enable no-await-in-loop
  }
}
