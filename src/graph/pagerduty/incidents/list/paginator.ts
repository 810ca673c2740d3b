import { Fault } from '../../../../faults/fault.js';
import { MAX_OFFSET, MAX_PAGE_SIZE } from '../../../../upstream/pagerduty/limits.js';
import type { WireIncident } from '../../../../upstream/pagerduty/wire.js';
import { countOmitted, getUpstreamIndex } from '../../../../upstream/transport/partial-list.js';
import { createTooDeepFault } from '../../../core/pagination/offset-page.js';
import type { CursorPosition } from './cursor-position.js';
import type { TimeBounds } from '../../../core/input/date-range.js';
import type { ReadPage, TimeWindow } from './paging-window.js';
import { type FoundIncident, ReturnedNumbers } from './returned-numbers.js';
import type { LastSeen, SortOrder } from './sort-order.js';
import { TimeRange } from './time-range.js';
import { MAX_CALLS_PER_PAGE } from '../../../core/pagination/page-size.js';

/** Calls that request only the missing entries. Later calls request as many as possible. */
const EXACT_SIZE_CALLS = 2;
/** Empty pages in a row after which a list ends with an error. */
const MAX_EMPTY_PAGES = 50;

export interface PaginatorStart {
  /** Position after the previous page. */
  readonly position?: CursorPosition | undefined;
  /** Maximum number of upstream calls. */
  readonly maxCalls?: number;
}

/**
 * Reads one page of an incident list in its order, without a limit on count or age. PagerDuty ends a list at 10000 entries
 * and a window at 180 days. There the paginator continues in a new window that starts at the last incident seen. In an order
 * that follows creation, every incident is returned exactly once, also if the list changes between calls. A page has a
 * maximum number of calls; after them it ends with the incidents found so far, perhaps none.
 */
export class IncidentPaginator {
  private offset: number;
  private lastSeen: LastSeen | undefined;
  private windowStart: number | undefined;
  private oldestTime: number | undefined;
  private readonly returned: ReturnedNumbers;
  private readonly range: TimeRange;
  private readonly found: FoundIncident[] = [];
  private readonly start: CursorPosition | undefined;
  private readonly maxCalls: number;
  private callCount = 0;
  private isAtEnd = false;
  private total: number | null | undefined;
  private unreadable = 0;

  /**
   * @param now PagerDuty's clock
   * @throws {Fault} `INVALID_INPUT` if the bounds are too far apart for an order that does not follow creation
   */
  constructor(
    private readonly order: SortOrder,
    bounds: TimeBounds,
    now: () => number,
    { position, maxCalls = MAX_CALLS_PER_PAGE }: PaginatorStart = {},
  ) {
    this.start = position;
    this.maxCalls = maxCalls;
    this.offset = position?.offset ?? 0;
    this.lastSeen = position?.seen;
    this.windowStart = position?.from;
    this.oldestTime = position?.oldest;
    this.returned = new ReturnedNumbers(position);
    this.range = new TimeRange(bounds, order.direction, now);
    if (!position) this.range.assertReadable();
  }

  get hasNextPage(): boolean {
    return !this.isAtEnd;
  }

  /** Number of incidents in the whole list; null if no single response covers it. */
  get totalCount(): number | null {
    return this.total ?? null;
  }

  /** Number of incidents that were skipped because they could not be read. */
  get unreadableCount(): number {
    return this.unreadable;
  }

  /**
   * Reads until `count` incidents are found or skipped, the list ends, or no call is left.
   *
   * @throws {Fault} `INVALID_INPUT` where PagerDuty's list ends; `LIMIT_EXCEEDED` after too many empty pages
   */
  async nextPage(count: number, read: ReadPage): Promise<readonly WireIncident[]> {
    if ((this.start?.barren ?? 0) >= MAX_EMPTY_PAGES) {
      throw new Fault('LIMIT_EXCEEDED', `${MAX_EMPTY_PAGES} pages in a row were empty. Narrow the filter to continue.`);
    }
    while (!this.isAtEnd && this.found.length + this.unreadable < count && this.callCount < this.maxCalls) {
      if (this.offset >= MAX_OFFSET) {
        if (this.found.length > 0 && !this.canRestartAtLastSeen) break;
        this.restartAtLastSeen();
      }
      // oxlint-disable-next-line no-await-in-loop -- only this call shows whether there is more to read
      await (this.range.needsOldest(this.windowStart, this.oldestTime)
        ? this.findOldest(read)
        : this.readNext(count, read));
    }
    return this.found.map(({ wire }) => wire);
  }

  /** Position after the found incident of this index. */
  positionAt(index: number): CursorPosition {
    const position = this.found[index]?.position ?? this.currentPosition;
    if (!this.order.hasOtherTieBreaker) return position;
    return { ...position, told: this.returned.encode(position.seen?.at, this.found.slice(0, index + 1)) };
  }

  /** Position after a page that found nothing although the list continues. */
  positionAfterEmptyPage(): CursorPosition {
    return { ...this.currentPosition, told: this.start?.told, barren: (this.start?.barren ?? 0) + 1 };
  }

  private get currentPosition(): CursorPosition {
    return { offset: this.offset, seen: this.lastSeen, from: this.windowStart, oldest: this.oldestTime };
  }

  private async readNext(count: number, read: ReadPage): Promise<void> {
    const { lastSeen } = this;
    const window = this.range.toWindow(this.windowStart, this.oldestTime);
    const overlap = this.order.isAfter && lastSeen && this.offset > 0 ? 1 : 0;
    const offset = this.offset - overlap;
    const missing = count - this.found.length - this.unreadable + overlap;
    const wanted = this.callCount < EXACT_SIZE_CALLS ? missing : MAX_PAGE_SIZE;
    const limit = Math.min(wanted, MAX_PAGE_SIZE, MAX_OFFSET - offset);
    this.callCount += 1;
    const page = await read({ limit, offset, sortBy: this.order.sortBy, ...window?.times });
    if (this.total === undefined) this.total = window ? null : page.total;
    if (overlap && offset > 0 && this.hasListShrunk(page.items[0])) {
      // Back to seen incidents. With contradictory responses this repeats until no call is left.
      this.offset = Math.max(0, offset - MAX_PAGE_SIZE);
      return;
    }
    const { items } = page;
    for (const [index, wire] of items.entries()) {
      const upstreamIndex = getUpstreamIndex(items, index);
      this.offset = offset + upstreamIndex;
      if (this.found.length === count) return void (this.unreadable += upstreamIndex - index);
      this.visit(wire, lastSeen);
    }
    this.offset = offset + items.length + countOmitted(items);
    this.unreadable += countOmitted(items);
    if (!page.more || items.length === 0) this.leaveWindow(window);
  }

  /** Whether unseen incidents moved up to the place of the last seen one, or further. Then the paginator steps back. */
  private hasListShrunk(first: WireIncident | undefined): boolean {
    return first === undefined || (!this.range.isBefore(first) && this.isNew(first, this.lastSeen));
  }

  private isNew(wire: WireIncident, lastSeen: LastSeen | undefined): boolean {
    if (this.order.hasOtherTieBreaker && this.returned.has(wire.incident_number)) return false;
    return lastSeen === undefined || this.order.isAfter?.(wire, lastSeen) !== false;
  }

  /** Adds an incident to the page unless it was seen before this response or is outside the range. */
  private visit(wire: WireIncident, lastSeenBefore: LastSeen | undefined): void {
    this.offset += 1;
    if (!this.isNew(wire, lastSeenBefore)) return;
    const isInRange = this.range.contains(wire);
    const at = Date.parse(wire.created_at);
    // Incidents before the range count as seen too: with them the paginator detects that the list has shrunk.
    const isSeen = isInRange || this.range.isBefore(wire);
    if (this.order.isAfter && isSeen && !Number.isNaN(at)) this.lastSeen = { at, number: wire.incident_number };
    if (!isInRange) return;
    this.returned.add(wire.incident_number);
    this.found.push({ wire, position: this.currentPosition });
  }

  private get canRestartAtLastSeen(): boolean {
    return this.order.direction !== undefined && this.lastSeen !== undefined && this.lastSeen.at !== this.windowStart;
  }

  /** Starts a new window at the last incident seen, where PagerDuty's list ends. */
  private restartAtLastSeen(): void {
    if (!this.canRestartAtLastSeen) throw createTooDeepFault();
    this.windowStart = this.lastSeen?.at;
    this.offset = 0;
  }

  /** Continues in the next window, if there is one. */
  private leaveWindow(window: TimeWindow | undefined): void {
    if (!window || window.isLast) this.isAtEnd = true;
    else [this.windowStart, this.offset] = [window.end, 0];
  }

  /** Reads how far back the list goes. */
  private async findOldest(read: ReadPage): Promise<void> {
    this.callCount += 1;
    const { items } = await read({ limit: 1, offset: 0, sortBy: ['created_at:asc'] });
    this.oldestTime = this.range.toOldestTime(items[0]?.created_at);
  }
}
