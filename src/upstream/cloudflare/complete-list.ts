import { Fault } from '../../faults/fault.js';
import { markPartial, countOmitted } from '../transport/partial-list.js';
import { decodeListPart, createUnreadableFault } from './envelope.js';
import type { UpstreamResponse } from '../transport/upstream-response.js';

/** Calls for one list. */
const MAX_PAGES = 10;

/**
 * A list that Cloudflare gives all at once, as far as is known; should it say that there is more, that is read too.
 *
 * @param sendPageRequest is given the query of a page, none for the first
 * @throws Fault as `open` does; `UPSTREAM_BAD_RESPONSE` when more is told than can be had; `LIMIT_EXCEEDED` after ten pages
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
  throw new Fault('LIMIT_EXCEEDED', 'Cloudflare lists more of these than ten calls can read.');
}
