import { Fault } from '../../faults/fault.js';
import { lacking, leftOutOf } from '../transport/partial-list.js';
import { partOf, type Received, unreadable } from './envelope.js';

/** Calls for one list. */
const MOST_PAGES = 10;

/**
 * A list that Cloudflare gives all at once, as far as is known; should it say that there is more, that is read too.
 *
 * @param ask is given the query of a page, none for the first
 * @throws Fault as `open` does; `UPSTREAM_BAD_RESPONSE` when more is told than can be had; `LIMIT_EXCEEDED` after ten pages
 */
export async function wholeList<T extends { readonly id: string }>(
  ask: (query: string) => Promise<Received>,
  shape: (value: unknown) => value is T,
): Promise<readonly T[]> {
  const whole: T[] = [];
  let leftOut = 0;
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    // oxlint-disable-next-line no-await-in-loop -- whether there is a next page is known only after this one
    const received = await ask(page === 1 ? '' : `?page=${page}`);
    const { items, goesOn } = partOf(received, shape, page, whole.length + leftOut);
    leftOut += leftOutOf(items);
    const known = new Set(whole.map(({ id }) => id));
    const fresh = items.filter(({ id }) => !known.has(id));
    if (page > 1 && fresh.length === 0) throw unreadable(received);
    whole.push(...fresh);
    if (!goesOn) return lacking(whole, leftOut);
  }
  throw new Fault('LIMIT_EXCEEDED', 'Cloudflare lists more of these than ten calls can read.');
}
