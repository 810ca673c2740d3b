import { Fault } from '../../../../faults/fault.js';
import { countOmitted, getUpstreamIndex } from '../../../../upstream/transport/partial-list.js';
import type { IncidentQuery, Page, WireIncident } from '../../../../upstream/pagerduty/wire.js';
import { MAX_CALLS_PER_PAGE, createTooDeepFault } from '../../../core/pagination/offset-page.js';
import { MAX_OFFSET } from '../../../core/pagination/offset-position.js';
import type { LastSeen, SortOrder } from './sort-order.js';
import type { CursorPosition } from './cursor-position.js';
import { type TimeBounds, MAX_WINDOW_MS, type TimeWindow, toFirstWindow } from './paging-window.js';
import { encodeNumberBitmap, decodeNumberBitmap } from './number-bitmap.js';

const MAX_UPSTREAM_PAGE_SIZE = 100;
/** Calls that ask for no more than what is missing; those after them skip as much as one call can. */
const EXACT_SIZE_CALLS = 2;
/** Empty pages in a row after which a list is given up. */
const MAX_EMPTY_PAGES = 50;

/** The part of a query that a walk decides. */
export type PageWindow = Pick<IncidentQuery, 'limit' | 'offset' | 'since' | 'until' | 'sortBy'>;
export type ReadPage = (window: PageWindow) => Promise<Page<WireIncident>>;

/** How a walk begins. */
export interface PaginatorStart {
  /** Where one before it stopped. */
  readonly position?: CursorPosition | undefined;
  /** Upstream calls it may make. */
  readonly maxCalls?: number;
}

interface FoundIncident {
  readonly wire: WireIncident;
  /** Where the walk stood behind it. */
  readonly position: CursorPosition;
}

/**
 * Walks one page further through a list of incidents in its order, however long and however far back. PagerDuty ends a
 * list at 10000 entries and a window at six months; there the walk goes on in a window of its own from the last incident
 * seen. In an order that follows creation nothing is told twice and nothing left out, whatever comes into the list or
 * leaves it meanwhile. One page costs few calls: where they are used up, it ends with what was found, perhaps nothing.
 */
export class IncidentPaginator {
  private offset: number;
  private seen: LastSeen | undefined;
  private from: number | undefined;
  private oldest: number | undefined;
  /** Numbers that were told, as far back as the second of `seen` at the start; looked at where numbers do not rank. */
  private readonly told: Set<number>;
  private readonly found: FoundIncident[] = [];
  private readonly start: CursorPosition | undefined;
  private readonly maxCalls: number;
  private callCount = 0;
  private isAtEnd = false;
  private total: number | null | undefined;
  private unreadable = 0;

  /**
   * @param now PagerDuty's clock
   * @throws {Fault} `INVALID_INPUT` for bounds that are too far apart for an order that does not follow creation
   */
  constructor(
    private readonly order: SortOrder,
    private readonly bounds: TimeBounds,
    private readonly now: () => number,
    { position, maxCalls = MAX_CALLS_PER_PAGE }: PaginatorStart = {},
  ) {
    this.start = position;
    this.maxCalls = maxCalls;
    this.offset = position?.offset ?? 0;
    this.seen = position?.seen;
    this.from = position?.from;
    this.oldest = position?.oldest;
    this.told = position?.told ? decodeNumberBitmap(position.told) : new Set();
    if (!position && this.isWindowed && order.direction === undefined && !this.fitsOneWindow) {
      throw new Fault('INVALID_INPUT', 'Only the orders CREATED_AT and NUMBER reach over 180 days and more.', {
        field: ['orderBy'],
      });
    }
  }

  /** Whether the list goes on behind what was walked. */
  get hasNextPage(): boolean {
    return !this.isAtEnd;
  }

  /** How many there are in all; null when no single answer covers them. */
  get totalCount(): number | null {
    return this.total ?? null;
  }

  /** How many incidents were passed that could not be read. */
  get unreadableCount(): number {
    return this.unreadable;
  }

  /**
   * Walks on until so many incidents are passed, readable or not, the list is at its end, or no call is left.
   *
   * @throws {Fault} `INVALID_INPUT` where PagerDuty lists no further; `LIMIT_EXCEEDED` after too many empty pages
   */
  async nextPage(count: number, read: ReadPage): Promise<readonly WireIncident[]> {
    if ((this.start?.barren ?? 0) >= MAX_EMPTY_PAGES) {
      throw new Fault('LIMIT_EXCEEDED', 'Nothing was found in 50 pages; narrow the filter to go further.');
    }
    while (!this.isAtEnd && this.found.length + this.unreadable < count && this.callCount < this.maxCalls) {
      if (this.offset >= MAX_OFFSET) {
        if (this.found.length > 0 && !this.canRestartAtLastSeen) break;
        this.restartAtLastSeen();
      }
      // oxlint-disable-next-line no-await-in-loop -- whether there is anything more to read is known only after this
      await (this.needsOldest ? this.findOldest(read) : this.readNext(count, read));
    }
    return this.found.map(({ wire }) => wire);
  }

  /** Where the walk stood behind the found incident of this index. */
  positionAt(index: number): CursorPosition {
    const position = this.found[index]?.position ?? this.currentPosition;
    return this.order.hasOtherTieBreaker
      ? { ...position, told: this.packReturnedNumbers(index, position.seen) }
      : position;
  }

  /** Where the walk stands when it found nothing and yet the list goes on. */
  positionAfterEmptyPage(): CursorPosition {
    return { ...this.currentPosition, told: this.start?.told, barren: (this.start?.barren ?? 0) + 1 };
  }

  private get currentPosition(): CursorPosition {
    const { offset, seen, from, oldest } = this;
    return { offset, seen, from, oldest };
  }

  /** What was told of the second of `seen`, up to the found incident of this index. */
  private packReturnedNumbers(index: number, seen: LastSeen | undefined): CursorPosition['told'] {
    const isOfSecond = ({ position }: FoundIncident) => position.seen?.at === seen?.at;
    const before = this.start?.told && this.start.seen?.at === seen?.at ? decodeNumberBitmap(this.start.told) : [];
    const now = this.found.slice(0, index + 1).filter(isOfSecond);
    const packed = encodeNumberBitmap(new Set([...before, ...now.map(({ wire }) => wire.incident_number)]));
    if (packed) return packed;
    throw new Fault('LIMIT_EXCEEDED', 'Too many incidents began within one second; order them by NUMBER.');
  }

  private get isWindowed(): boolean {
    return this.from !== undefined || this.bounds.since !== undefined || this.bounds.until !== undefined;
  }

  /** A clock that was set by another tells fractions, which no position of a cursor holds. */
  private get nowInWholeMs(): number {
    return Math.ceil(this.now());
  }

  /** Where the newer end of the list is; it may go on growing. */
  private get newestTime(): number {
    return Math.min(this.bounds.until ?? Infinity, this.nowInWholeMs);
  }

  /** Whether one window holds all of it; of a long one nobody knows whether it begins before PagerDuty itself did. */
  private get fitsOneWindow(): boolean {
    return this.bounds.since !== undefined && this.newestTime - this.bounds.since <= MAX_WINDOW_MS;
  }

  private get needsOldest(): boolean {
    if (!this.isWindowed || this.fitsOneWindow || this.oldest !== undefined) return false;
    return this.order.direction !== 1 || this.from === undefined;
  }

  private get currentWindow(): TimeWindow | undefined {
    if (!this.isWindowed) return undefined;
    const direction = this.order.direction ?? -1;
    const oldest = this.oldest ?? this.bounds.since ?? this.newestTime;
    const [first, last] = direction < 0 ? [this.newestTime, oldest] : [oldest, this.newestTime];
    const isOpen = (this.bounds.until ?? Infinity) > this.newestTime && (direction > 0 || this.from === undefined);
    return toFirstWindow({ from: this.from ?? first, to: last, direction, isOpenEnded: isOpen });
  }

  private async readNext(count: number, read: ReadPage): Promise<void> {
    const { currentWindow, seen } = this;
    const overlap = this.order.isAfter && seen && this.offset > 0 ? 1 : 0;
    const offset = this.offset - overlap;
    const missing =
      this.callCount < EXACT_SIZE_CALLS
        ? count - this.found.length - this.unreadable + overlap
        : MAX_UPSTREAM_PAGE_SIZE;
    const limit = Math.min(missing, MAX_UPSTREAM_PAGE_SIZE, MAX_OFFSET - offset);
    this.callCount += 1;
    const page = await read({ limit, offset, sortBy: this.order.sortBy, ...currentWindow?.times });
    if (this.total === undefined) this.total = currentWindow ? null : page.total;
    if (overlap && offset > 0 && this.hasListShrunk(page.items[0])) {
      this.stepBackFrom(offset);
      return;
    }
    const { items } = page;
    for (const [index, wire] of items.entries()) {
      const upstreamIndex = getUpstreamIndex(items, index);
      this.offset = offset + upstreamIndex;
      if (this.found.length === count) return void (this.unreadable += upstreamIndex - index);
      this.visit(wire, seen);
    }
    this.offset = offset + items.length + countOmitted(items);
    this.unreadable += countOmitted(items);
    if (!page.more || items.length === 0) this.enterNextWindow(currentWindow);
  }

  /** Whether what was not seen has moved up to where the last one seen stood, or further: the walk must go back. */
  private hasListShrunk(first: WireIncident | undefined): boolean {
    return first === undefined || (!this.isBeforeBounds(first) && this.isNew(first, this.seen));
  }

  /** Back to where something seen stands. Where answers contradict each other this goes to and fro until no call is left. */
  private stepBackFrom(offset: number): void {
    this.offset = Math.max(0, offset - MAX_UPSTREAM_PAGE_SIZE);
  }

  private isNew(wire: WireIncident, seen: LastSeen | undefined): boolean {
    if (this.order.hasOtherTieBreaker && this.told.has(wire.incident_number)) return false;
    return seen === undefined || this.order.isAfter?.(wire, seen) !== false;
  }

  /** Passes one incident, which is found unless it was seen before this answer or lies outside the bounds. */
  private visit(wire: WireIncident, lastSeenBefore: LastSeen | undefined): void {
    this.offset += 1;
    if (!this.isNew(wire, lastSeenBefore)) return;
    const isWithin = this.isWithinBounds(wire);
    const at = Date.parse(wire.created_at);
    // From what is seen the walk tells whether the list has shrunk, also before the first that belongs to it.
    const isSeen = isWithin || this.isBeforeBounds(wire);
    if (this.order.isAfter && isSeen && !Number.isNaN(at)) this.seen = { at, number: wire.incident_number };
    if (!isWithin) return;
    this.told.add(wire.incident_number);
    this.found.push({ wire, position: this.currentPosition });
  }

  /** One whose time cannot be read is not left out. */
  private isWithinBounds({ created_at }: WireIncident): boolean {
    const { since = -Infinity, until = Infinity } = this.bounds;
    const at = Date.parse(created_at);
    return !(at < since || at >= until);
  }

  /** Whether it lies outside of the bounds where the walk comes from; windows overlap. */
  private isBeforeBounds({ created_at }: WireIncident): boolean {
    const { since = -Infinity, until = Infinity } = this.bounds;
    const at = Date.parse(created_at);
    return this.order.direction === 1 ? at < since : at >= until;
  }

  private get canRestartAtLastSeen(): boolean {
    return this.order.direction !== undefined && this.seen !== undefined && this.seen.at !== this.from;
  }

  /** A new window from the last incident seen, where PagerDuty lists no further. */
  private restartAtLastSeen(): void {
    if (!this.canRestartAtLastSeen) throw createTooDeepFault();
    this.from = this.seen?.at;
    this.offset = 0;
  }

  /** Goes on in the next window, if there is one. */
  private enterNextWindow(currentWindow: TimeWindow | undefined): void {
    if (!currentWindow || currentWindow.isLast) this.isAtEnd = true;
    else [this.from, this.offset] = [currentWindow.end, 0];
  }

  /** How far back the list goes: to the oldest incident, or less far where that was said. */
  private async findOldest(read: ReadPage): Promise<void> {
    this.callCount += 1;
    const { items } = await read({ limit: 1, offset: 0, sortBy: ['created_at:asc'] });
    const oldest = Date.parse(items[0]?.created_at ?? '');
    this.oldest = Math.max(this.bounds.since ?? -Infinity, Number.isNaN(oldest) ? this.nowInWholeMs : oldest);
  }
}
