import { expect } from '@jest/globals';
import * as fc from 'fast-check';
import { isObject } from '../../src/shared/json.js';
import type { UpstreamResponse, ResponseChanges } from './rewriting-dispatcher.js';
import type { RewrittenSandbox } from './rewritten-sandbox.js';
import { type ConnectionField, pageQuery, type Page } from './walk-connection.js';

/** How one page of an upstream's list may contradict itself or the previous page. */
const CONTRADICTIONS = {
  'as it is': (list: readonly unknown[], more: boolean) => [list, more],
  'nothing, and more': () => [[], true],
  'nothing, and no more': () => [[], false],
  'all of it, and more': (list: readonly unknown[]) => [list, true],
  'one of it, and more': (list: readonly unknown[]) => [list.slice(0, 1), true],
  'all of it twice, and more': (list: readonly unknown[]) => [[...list, ...list], true],
  backwards: (list: readonly unknown[], more: boolean) => [list.toReversed(), more],
} satisfies Record<string, (list: readonly unknown[], more: boolean) => readonly [readonly unknown[], boolean]>;

type Contradiction = keyof typeof CONTRADICTIONS;

/** The contradictions of an upstream, repeated from call to call. */
export const arbitraryContradictions = fc.array(fc.constantFrom(...(Object.keys(CONTRADICTIONS) as Contradiction[])), {
  minLength: 1,
  maxLength: 5,
});

/** Changes each page of a list in another way and leaves single objects alone. A list in groups changes in each group. */
export function contradictLists(ways: readonly Contradiction[]): (answered: UpstreamResponse) => ResponseChanges {
  let calls = 0;
  return ({ text }) => {
    const body = JSON.parse(text) as Record<string, unknown>;
    const groups = body['result'];
    const lists = isGroups(groups) ? groups : findList(body);
    if (Object.keys(lists).length === 0) return {};
    const way = CONTRADICTIONS[ways[calls % ways.length] ?? 'as it is'];
    calls += 1;
    const changed = Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, way(list, false)[0]]));
    const [, more] = way([], body['more'] === true);
    const members = lists === groups ? { result: changed } : changed;
    return { text: JSON.stringify({ ...body, ...members, ...('more' in body && { more }) }) };
  };
}

type Lists = Readonly<Record<string, readonly unknown[]>>;

/** Whether a list comes in groups, as Cloudflare's alert types come by product. */
function isGroups(value: unknown): value is Lists {
  return isObject(value) && Object.values(value).every((group) => Array.isArray(group));
}

function findList(body: Readonly<Record<string, unknown>>): Lists {
  const [found] = Object.entries(body).filter(([name, value]) => Array.isArray(value) && !NOT_LISTS.has(name));
  return found ? { [found[0]]: found[1] as readonly unknown[] } : {};
}

/** Members of Cloudflare's envelope. */
const NOT_LISTS = new Set(['errors', 'messages']);
const MAX_PAGES = 150;

/** Paginates a list to its end or to an error and checks each page. */
export async function readContradictoryPages(
  stage: RewrittenSandbox,
  listed: ConnectionField,
  first: number,
  ways: readonly Contradiction[],
): Promise<void> {
  stage.rewrite = contradictLists(ways);
  const path = [...listed.parentFields, listed.field].map((field) => field.replace(/\(.*/, ''));
  let after: string | null = null;
  for (let pages = 0; ; pages += 1) {
    expect(pages).toBeLessThan(MAX_PAGES);
    const before = upstreamCallCount(stage);
    // oxlint-disable-next-line no-await-in-loop -- where a page begins is known only from the one before
    const { data, errors = [] } = await stage.run(pageQuery(listed), { first, after });
    // One more call is for the object that the list belongs to.
    expect(upstreamCallCount(stage) - before).toBeLessThanOrEqual(listed.parentFields.length > 0 ? 11 : 10);
    for (const { extensions } of errors) expect(extensions['code']).not.toBe('INTERNAL_SERVER_ERROR');
    if (errors.length > 0) return;
    const { nodes, pageInfo } = path.reduce<unknown>(
      (value, name) => (value as Record<string, unknown>)[name],
      data,
    ) as Page;
    expect(nodes.length).toBeLessThanOrEqual(first);
    if (!pageInfo.hasNextPage) return;
    expect(pageInfo.endCursor).not.toBeNull();
    expect(pageInfo.endCursor).not.toBe(after);
    after = pageInfo.endCursor;
  }
}

function upstreamCallCount(stage: RewrittenSandbox): number {
  const { pagerduty, cloudflare } = stage.sandbox().control;
  return pagerduty.calls().length + cloudflare.calls().length;
}
