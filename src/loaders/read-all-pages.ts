import { Fault } from '../faults/fault.js';
import { markPartial, countOmitted } from '../upstream/transport/partial-list.js';
import type { Page, PageQuery } from '../upstream/pagerduty/wire.js';
import { MAX_PAGE_SIZE } from '../upstream/pagerduty/limits.js';

/** Upstream calls for one list, so that a large account does not use up its rate limit. */
const MAX_PAGES = 10;

interface ReadAllPagesOptions<T> {
  /** The first page with `MAX_PAGE_SIZE` entries, if it was already read. */
  readonly firstPage?: Page<T> | undefined;
  /** Whether this entry is the wanted one; no page is read after it. */
  readonly isMatch?: (item: T) => boolean;
}

/**
 * Reads all pages of a list; an empty page is the last.
 *
 * @throws {Fault} `LIMIT_EXCEEDED` when there are more than ten pages
 */
export async function readAllPages<T>(
  read: (page: PageQuery) => Promise<Page<T>>,
  { firstPage, isMatch }: ReadAllPagesOptions<T> = {},
): Promise<readonly T[]> {
  const items: T[] = [];
  let omittedCount = 0;
  for (let calls = 0; calls < MAX_PAGES; calls += 1) {
    // oxlint-disable-next-line no-await-in-loop -- whether there is a next page is known only after this one
    const page =
      (calls === 0 && firstPage) || (await read({ limit: MAX_PAGE_SIZE, offset: items.length + omittedCount }));
    items.push(...page.items);
    omittedCount += countOmitted(page.items);
    if (!page.more || page.items.length === 0 || (isMatch && page.items.some(isMatch))) {
      return markPartial(items, omittedCount);
    }
  }
  throw new Fault('LIMIT_EXCEEDED', 'The PagerDuty list has more than 10 pages of 100 entries.');
}
