import pMap from 'p-map';
import type { ErrorCode } from '../faults/codes.js';
import { Fault } from '../faults/fault.js';
import { toError } from '../shared/to-error.js';
import { MAX_CONCURRENT_READS, MAX_PAGE_SIZE } from '../upstream/pagerduty/limits.js';
import type { Page, PageQuery } from '../upstream/pagerduty/wire.js';

/** Upstream calls for the lists of one batch, so that a large account does not use up its rate limit. */
const MAX_PAGES = 10;

/** Errors of a list that the account or its credential cannot read, while single objects may still be readable. */
const REFUSAL_CODES: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'FEATURE_UNAVAILABLE',
  'NOT_FOUND',
  'UPSTREAM_FORBIDDEN',
]);

/** Two ways to read objects of one kind. */
export interface Reads<T> {
  /** A page of the list in which most of the objects are expected. */
  readonly listPage: (page: PageQuery) => Promise<Page<T>>;
  readonly readOne: (id: string) => Promise<T>;
}

/**
 * Reads objects by their ids, because PagerDuty has no read of several by id. Pages of the list come first, as long as
 * reading the remaining objects one by one takes longer than the pages so far. A refused list is read no further.
 * Any other error of a page is the result of all remaining objects: a failing upstream gets no calls for each.
 *
 * @returns the object or the error of its read, by id
 */
export async function readByIds<T extends { readonly id: string }>(
  ids: readonly string[],
  { listPage, readOne }: Reads<T>,
): Promise<ReadonlyMap<string, T | Error>> {
  const remaining = new Set(ids);
  const results = new Map<string, T | Error>();
  for (let pages = 1, more = true; more && isWorthAPage(remaining.size, pages); pages += 1) {
    // oxlint-disable-next-line no-await-in-loop -- only this page shows whether another one is needed
    const page = await listPage({ limit: MAX_PAGE_SIZE, offset: (pages - 1) * MAX_PAGE_SIZE }).catch(toError);
    if (page instanceof Error) {
      if (isRefusal(page)) break;
      return new Map([...[...remaining].map((id) => [id, page] as const), ...results]);
    }
    for (const object of page.items) if (remaining.delete(object.id)) results.set(object.id, object);
    ({ more } = page);
  }
  await pMap(remaining, async (id) => results.set(id, await readOne(id).catch(toError)), {
    concurrency: MAX_CONCURRENT_READS,
  });
  return results;
}

function isRefusal(error: Error): boolean {
  return error instanceof Fault && REFUSAL_CODES.has(error.code);
}

/** @param pages number of pages after the next one; pages are read one after the other, single objects four at a time */
function isWorthAPage(remaining: number, pages: number): boolean {
  return pages <= MAX_PAGES && remaining > pages * MAX_CONCURRENT_READS;
}
