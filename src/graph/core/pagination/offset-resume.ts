import type { Page, PageQuery } from '../../../upstream/pagerduty/wire.js';
import { countOmitted, getNextUpstreamIndex } from '../../../upstream/transport/partial-list.js';
import { MAX_OFFSET, MAX_PAGE_SIZE } from '../../../upstream/pagerduty/limits.js';
import type { OffsetPosition } from './offset-position.js';

/** Maximum shift of entries between two pages that is detected. */
const MAX_SHIFT = 50;

export interface ListEntry {
  readonly id: string;
}

/** Consecutive entries of a list. */
export interface ListSlice<W> {
  readonly entries: readonly {
    readonly wire: W;
    /** Offset of the next entry. */
    readonly offsetAfter: number;
  }[];
  /** Offset after the last entry. */
  readonly endOffset: number;
  readonly hasMore: boolean;
  readonly total: number | null;
  /** See `countOmitted`. */
  readonly omittedCount: number;
}

/**
 * Reads up to `limit` entries after a position, in at most three calls. Entries may shift between two pages, e.g. in the log
 * of an incident: when the last returned entries are not at their offset, they are searched nearby, so that no entry is
 * returned twice or skipped.
 */
export async function readAfterPosition<W extends ListEntry>(
  start: OffsetPosition | undefined,
  limit: number,
  readPage: (page: Omit<PageQuery, 'total'>) => Promise<Page<W>>,
): Promise<ListSlice<W>> {
  const readSlice = async (offset: number, count: number): Promise<ListSlice<W>> => {
    const size = Math.min(count, MAX_PAGE_SIZE, MAX_OFFSET - offset);
    return toSlice(await readPage({ limit: size, offset }), offset);
  };
  if (!start) return readSlice(0, limit);
  const nearby = await readSlice(start.offset - 1, limit + 1);
  const found =
    dropThroughLastEntry(nearby, start) ??
    dropThroughLastEntry(await readSlice(Math.max(0, start.offset - MAX_SHIFT), MAX_PAGE_SIZE), start);
  const slice = found ?? dropThroughOffset(nearby, start.offset);
  const missing = limit - slice.entries.length;
  if (missing <= 0 || !slice.hasMore || slice.endOffset >= MAX_OFFSET) return slice;
  return joinSlices(slice, dropLastEntries(await readSlice(slice.endOffset, missing), start));
}

function toSlice<W>({ items, more, total }: Page<W>, offset: number): ListSlice<W> {
  const entries = items.map((wire, index) => ({ wire, offsetAfter: offset + getNextUpstreamIndex(items, index) }));
  const omittedCount = countOmitted(items);
  return {
    entries,
    endOffset: offset + items.length + omittedCount,
    hasMore: more && items.length > 0,
    total,
    omittedCount,
  };
}

/** Returns the entries after the last returned entry that still exists in the slice; undefined when there is none. */
function dropThroughLastEntry<W extends ListEntry>(
  slice: ListSlice<W>,
  { lastIds }: OffsetPosition,
): ListSlice<W> | undefined {
  for (const id of lastIds) {
    const index = slice.entries.findLastIndex(({ wire }) => wire.id === id);
    if (index >= 0) return { ...slice, entries: slice.entries.slice(index + 1) };
  }
  return undefined;
}

function dropThroughOffset<W>(slice: ListSlice<W>, offset: number): ListSlice<W> {
  return { ...slice, entries: slice.entries.filter(({ offsetAfter }) => offsetAfter > offset) };
}

function dropLastEntries<W extends ListEntry>(slice: ListSlice<W>, { lastIds }: OffsetPosition): ListSlice<W> {
  return { ...slice, entries: slice.entries.filter(({ wire }) => !lastIds.includes(wire.id)) };
}

function joinSlices<W>(first: ListSlice<W>, second: ListSlice<W>): ListSlice<W> {
  const entries = [...first.entries, ...second.entries];
  return { ...second, entries, total: first.total, omittedCount: first.omittedCount + second.omittedCount };
}
