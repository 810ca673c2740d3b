import { expect } from '@jest/globals';
import type { Answer } from './rewritten-sandbox.js';

/** A connection of the schema and where it stands. */
export interface Listed {
  /** The fields it stands below, with their arguments, outermost first. */
  readonly below: readonly string[];
  readonly field: string;
  /** Its arguments beside those of the page. */
  readonly args?: string;
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

export type Run = (query: string, variables?: object) => Promise<Answer>;

const PAGE =
  '{ edges { cursor node { id } } nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }';

/** Reads one page. */
export function pageQuery({ below, field, args = '' }: Listed, selection = PAGE): string {
  const list = `${field}(first: $first, after: $after ${args}) ${selection}`;
  return `query ($first: Int, $after: String) { ${below.map((outer) => `${outer} { `).join('')}${list}${' }'.repeat(below.length)} }`;
}

export async function readPage(run: Run, listed: Listed, first: number, after: string | null): Promise<Page> {
  const { data, errors } = await run(pageQuery(listed), { first, after });
  expect(errors).toBeUndefined();
  const path = [...listed.below, listed.field].map((field) => field.replace(/\(.*/, ''));
  return path.reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], data) as Page;
}

/**
 * Walks a list to its end and gives the ids it met; every page is judged.
 *
 * @param sizes of the pages, over and over
 * @param between happens after each page, which had these ids
 */
export async function walk(
  run: Run,
  listed: Listed,
  sizes: readonly number[],
  between: (seen: readonly string[]) => unknown = () => undefined,
): Promise<string[]> {
  const met: string[] = [];
  let after: string | null = null;
  for (let index = 0; ; index += 1) {
    const first = sizes[index % sizes.length] ?? 1;
    // oxlint-disable no-await-in-loop -- where a page begins is known only from the one before
    const { edges, nodes, pageInfo } = await readPage(run, listed, first, after);
    expect(edges.map(({ node }) => node)).toEqual(nodes);
    expect(pageInfo).toEqual({
      hasNextPage: pageInfo.hasNextPage,
      hasPreviousPage: index > 0 && met.length > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    });
    expect(nodes.length).toBeLessThanOrEqual(first);
    if (pageInfo.hasNextPage) expect(nodes).toHaveLength(first);
    met.push(...nodes.map(({ id }) => id));
    if (!pageInfo.hasNextPage) return met;
    after = pageInfo.endCursor;
    await between(nodes.map(({ id }) => id));
    // oxlint-enable no-await-in-loop
  }
}
