import { Fault } from '../faults/fault.js';
import { markPartial, countOmitted } from '../upstream/transport/partial-list.js';
import type { Page, PageQuery } from '../upstream/pagerduty/wire.js';
import { MAX_PAGE_SIZE } from '../upstream/pagerduty/limits.js';

/** Upstream calls for one list, lest a large account's spends what it is allowed in a minute. */
const MAX_PAGES = 10;

interface ReadAllPagesOptions<T> {
  /** The first page with `MAX_PAGE_SIZE` entries, if it was already read. */
  readonly firstPage?: Page<T>;
  /** Whether this entry is all that is wanted; nothing is read after it. */
  readonly isMatch?: (item: T) => boolean;
}

/**
 * Reads a paged list to its end, which an empty page is too.
 *
 * @throws {Fault} `LIMIT_EXCEEDED` when it goes on after ten calls
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
  throw new Fault('LIMIT_EXCEEDED', 'PagerDuty lists more of these than ten calls can read.');
}
