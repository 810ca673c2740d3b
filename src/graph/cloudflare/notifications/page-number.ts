import { Fault } from '../../../faults/fault.js';

/** Limits of Cloudflare's `per_page` (docs/upstream-quirks.md, "Cloudflare: notification history"). */
const MIN_PER_PAGE = 5;
const MAX_PER_PAGE = 1_000;

/** A numbered upstream page, and how many of its entries precede the wanted ones. */
export interface NumberedPage {
  readonly page: number;
  readonly perPage: number;
  readonly skip: number;
}

/**
 * Returns the smallest numbered page that contains all entries from `offset` to `offset + count`, for a list that can only
 * be read by page number.
 *
 * @param count at most 101
 * @throws {Fault} `INVALID_INPUT` at `after` when no page contains all of them, at an offset that no real list reaches
 */
export function toNumberedPage(offset: number, count: number): NumberedPage {
  for (let perPage = Math.max(count, MIN_PER_PAGE); perPage <= MAX_PER_PAGE; perPage += 1) {
    const skip = offset % perPage;
    if (skip + count <= perPage) return { page: Math.floor(offset / perPage) + 1, perPage, skip };
  }
  throw new Fault('INVALID_INPUT', 'The list cannot be read this far back. Narrow `since` and `until`.', {
    field: ['after'],
  });
}
