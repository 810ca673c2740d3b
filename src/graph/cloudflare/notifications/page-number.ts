import { Fault } from '../../../faults/fault.js';

/** What Cloudflare takes as `per_page` (contracts: cloudflare-alerting-v3 section 3.9). */
const MIN_PER_PAGE = 5;
const MAX_PER_PAGE = 1_000;

/** A page by number, and how many of its entries lie before those that are wanted. */
export interface NumberedPage {
  readonly page: number;
  readonly perPage: number;
  readonly skip: number;
}

/**
 * The smallest numbered page that holds a whole stretch of a list, for a list that can only be read by page number.
 *
 * @param count up to 101
 * @throws {Fault} `INVALID_INPUT` at `after` where no page holds it, which is farther back than any list reaches
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
