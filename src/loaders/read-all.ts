import { Fault } from '../faults/fault.js';
import type { Page, PageQuery } from '../upstream/pagerduty/wire.js';

export const LARGEST_PAGE = 100;
/** PagerDuty refuses offset + limit beyond this (contracts: pagerduty-rest section 4). */
const DEEPEST_OFFSET = 10_000;

/**
 * Reads a paged list to its end.
 *
 * @param begun its first page of `LARGEST_PAGE`, when that was read already
 * @throws {Fault} `LIMIT_EXCEEDED` when it has more entries than PagerDuty lists
 */
export async function readAll<T>(read: (page: PageQuery) => Promise<Page<T>>, begun?: Page<T>): Promise<readonly T[]> {
  const items: T[] = [...(begun?.items ?? [])];
  if (begun?.more === false) return items;
  for (let offset = begun ? LARGEST_PAGE : 0; offset + LARGEST_PAGE <= DEEPEST_OFFSET; offset += LARGEST_PAGE) {
    // oxlint-disable-next-line no-await-in-loop -- whether there is a next page is known only after this one
    const page = await read({ limit: LARGEST_PAGE, offset });
    items.push(...page.items);
    if (!page.more) return items;
  }
  throw new Fault('LIMIT_EXCEEDED', 'PagerDuty lists no more than 10000 objects, and there are more.');
}
