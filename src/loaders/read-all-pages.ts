import { Fault } from '../faults/fault.js';
import { lacking, leftOutOf } from '../upstream/transport/partial-list.js';
import type { Page, PageQuery } from '../upstream/pagerduty/wire.js';

export const LARGEST_PAGE = 100;
/** Upstream calls for one list, lest a large account's spends what it is allowed in a minute. */
const MOST_CALLS = 10;

interface Reading<T> {
  /** The first page of `LARGEST_PAGE`, when that was read already. */
  readonly begun?: Page<T>;
  /** Whether this entry is all that is wanted; nothing is read after it. */
  readonly isWanted?: (item: T) => boolean;
}

/**
 * Reads a paged list to its end, which an empty page is too.
 *
 * @throws {Fault} `LIMIT_EXCEEDED` when it goes on after ten calls
 */
export async function readAll<T>(
  read: (page: PageQuery) => Promise<Page<T>>,
  { begun, isWanted }: Reading<T> = {},
): Promise<readonly T[]> {
  const items: T[] = [];
  let leftOut = 0;
  for (let calls = 0; calls < MOST_CALLS; calls += 1) {
    // oxlint-disable-next-line no-await-in-loop -- whether there is a next page is known only after this one
    const page = (calls === 0 && begun) || (await read({ limit: LARGEST_PAGE, offset: items.length + leftOut }));
    items.push(...page.items);
    leftOut += leftOutOf(page.items);
    if (!page.more || page.items.length === 0 || (isWanted && page.items.some(isWanted))) {
      return lacking(items, leftOut);
    }
  }
  throw new Fault('LIMIT_EXCEEDED', 'PagerDuty lists more of these than ten calls can read.');
}
