import type { Page, PageQuery } from '../../../upstream/pagerduty/wire.js';
import { leftOutOf, placeBehind } from '../../../upstream/transport/partial-list.js';
import { DEEPEST_OFFSET, type OffsetPosition } from './offset-position.js';

const LARGEST_PAGE = 100;
/** How far entries may have moved between two pages and are still found. */
const SHIFT = 50;

/** What lists hold. */
export interface Listed {
  readonly id: string;
}

/** A stretch of a list as it was found. */
export interface Part<W> {
  readonly entries: readonly { readonly wire: W; /** Entries up to it, itself included. */ readonly behind: number }[];
  /** Entries up to its end. */
  readonly end: number;
  readonly more: boolean;
  readonly total: number | null;
  /** See `leftOutOf`. */
  readonly leftOut: number;
}

/**
 * Reads on behind a position, up to `limit` entries. Lists move between two pages, as an incident's log does: where the
 * entries told last are not where they were, they are looked for nearby, so that nothing is told twice or left out. At
 * most three calls.
 */
export async function partBehind<W extends Listed>(
  start: OffsetPosition | undefined,
  limit: number,
  readPage: (page: Omit<PageQuery, 'total'>) => Promise<Page<W>>,
): Promise<Part<W>> {
  const read = async (offset: number, count: number): Promise<Part<W>> => {
    const size = Math.min(count, LARGEST_PAGE, DEEPEST_OFFSET - offset);
    return partOf(await readPage({ limit: size, offset }), offset);
  };
  if (!start) return read(0, limit);
  const near = await read(start.offset - 1, limit + 1);
  const known =
    behindKnown(near, start) ?? behindKnown(await read(Math.max(0, start.offset - SHIFT), LARGEST_PAGE), start);
  const part = known ?? behindOffset(near, start.offset);
  const missing = limit - part.entries.length;
  if (missing <= 0 || !part.more || part.end >= DEEPEST_OFFSET) return part;
  return joined(part, unlike(await read(part.end, missing), start));
}

function partOf<W>({ items, more, total }: Page<W>, offset: number): Part<W> {
  const entries = items.map((wire, index) => ({ wire, behind: offset + placeBehind(items, index) }));
  const leftOut = leftOutOf(items);
  return { entries, end: offset + items.length + leftOut, more: more && items.length > 0, total, leftOut };
}

/** What stands behind the entry told last, or behind the one before where that is gone; undefined when none is there. */
function behindKnown<W extends Listed>(part: Part<W>, { last }: OffsetPosition): Part<W> | undefined {
  for (const id of last) {
    const at = part.entries.findLastIndex(({ wire }) => wire.id === id);
    if (at >= 0) return { ...part, entries: part.entries.slice(at + 1) };
  }
  return undefined;
}

function behindOffset<W>(part: Part<W>, offset: number): Part<W> {
  return { ...part, entries: part.entries.filter(({ behind }) => behind > offset) };
}

/** Without what was told last. */
function unlike<W extends Listed>(part: Part<W>, { last }: OffsetPosition): Part<W> {
  return { ...part, entries: part.entries.filter(({ wire }) => !last.includes(wire.id)) };
}

function joined<W>(first: Part<W>, second: Part<W>): Part<W> {
  const entries = [...first.entries, ...second.entries];
  return { ...second, entries, total: first.total, leftOut: first.leftOut + second.leftOut };
}
