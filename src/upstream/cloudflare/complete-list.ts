import { Fault } from '../../faults/fault.js';
import { markPartial, countOmitted } from '../transport/partial-list.js';
import { decodeListPart, createUnreadableFault } from './envelope.js';
import type { UpstreamResponse } from '../transport/upstream-response.js';

/** Maximum calls for one list. */
const MAX_PAGES = 10;

/**
 * Reads a list that Cloudflare returns in one page, and further pages if it reports any.
 *
 * @param sendPageRequest gets the query of a page, empty for the first
 * @throws Fault as `openEnvelope` does; `UPSTREAM_BAD_RESPONSE` when a reported page adds nothing; `LIMIT_EXCEEDED` after
 * ten pages
 */
export async function readCompleteList<T extends { readonly id: string }>(
  sendPageRequest: (query: string) => Promise<UpstreamResponse>,
  typeGuard: (value: unknown) => value is T,
): Promise<readonly T[]> {
  const collected: T[] = [];
  let omittedCount = 0;
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    // oxlint-disable-next-line no-await-in-loop -- whether there is a next page is known only after this one
    const response = await sendPageRequest(page === 1 ? '' : `?page=${page}`);
    const { items, hasMore } = decodeListPart(response, typeGuard, page, collected.length + omittedCount);
    omittedCount += countOmitted(items);
    const known = new Set(collected.map(({ id }) => id));
    const fresh = items.filter(({ id }) => !known.has(id));
    if (page > 1 && fresh.length === 0) throw createUnreadableFault(response);
    collected.push(...fresh);
    if (!hasMore) return markPartial(collected, omittedCount);
  }
  throw new Fault('LIMIT_EXCEEDED', 'The Cloudflare list has more than 10 pages.');
}
