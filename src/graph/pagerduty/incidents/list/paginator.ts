import { Fault } from '../../../../faults/fault.js';
import { leftOutOf, placeOf } from '../../../../upstream/transport/partial-list.js';
import type { IncidentQuery, Page, WireIncident } from '../../../../upstream/pagerduty/wire.js';
import { MOST_CALLS_A_PAGE, tooDeep } from '../../../core/pagination/offset-page.js';
import { DEEPEST_OFFSET } from '../../../core/pagination/offset-position.js';
import type { Seen, WireOrder } from './sort-order.js';
import type { Position } from './cursor-position.js';
import { type Bounds, LONGEST_WINDOW_MS, type Window, windowFrom } from './paging-window.js';
import { packNumbers, unpackNumbers } from './number-bitmap.js';

const LARGEST_PAGE = 100;
/** Calls that ask for no more than what is missing; those after them skip as much as one call can. */
const CAREFUL_CALLS = 2;
/** Empty pages in a row after which a list is given up. */
const MOST_BARREN_PAGES = 50;

/** The part of a query that a walk decides. */
export type Stretch = Pick<IncidentQuery, 'limit' | 'offset' | 'since' | 'until' | 'sortBy'>;
export type ReadStretch = (stretch: Stretch) => Promise<Page<WireIncident>>;

/** How a walk begins. */
export interface Start {
  /** Where one before it stopped. */
  readonly position?: Position | undefined;
  /** Upstream calls it may make. */
  readonly mostCalls?: number;
}

interface Found {
  readonly wire: WireIncident;
  /** Where the walk stood behind it. */
  readonly position: Position;
}

/**
 * Walks one page further through a list of incidents in its order, however long and however far back. PagerDuty ends a
 * list at 10000 entries and a window at six months; there the walk goes on in a window of its own from the last incident
 * seen. In an order that follows creation nothing is told twice and nothing left out, whatever comes into the list or
 * leaves it meanwhile. One page costs few calls: where they are used up, it ends with what was found, perhaps nothing.
 */
export class IncidentWalk {
  private offset: number;
  private seen: Seen | undefined;
  private from: number | undefined;
  private oldest: number | undefined;
  /** Numbers that were told, as far back as the second of `seen` at the start; looked at where numbers do not rank. */
  private readonly told: Set<number>;
  private readonly found: Found[] = [];
  private readonly start: Position | undefined;
  private readonly mostCalls: number;
  private calls = 0;
  private atEnd = false;
  private total: number | null | undefined;
  private unreadable = 0;

  /**
   * @param now PagerDuty's clock
   * @throws {Fault} `INVALID_INPUT` for bounds that are too far apart for an order that does not follow creation
   */
  constructor(
    private readonly order: WireOrder,
    private readonly bounds: Bounds,
    private readonly now: () => number,
    { position, mostCalls = MOST_CALLS_A_PAGE }: Start = {},
  ) {
    this.start = position;
    this.mostCalls = mostCalls;
    this.offset = position?.offset ?? 0;
    this.seen = position?.seen;
    this.from = position?.from;
    this.oldest = position?.oldest;
    this.told = position?.told ? unpackNumbers(position.told) : new Set();
    if (!position && this.isWindowed && order.direction === undefined && !this.isShort) {
      throw new Fault('INVALID_INPUT', 'Only the orders CREATED_AT and NUMBER reach over 180 days and more.', {
        field: ['orderBy'],
      });
    }
  }

  /** Whether the list goes on behind what was walked. */
  get goesOn(): boolean {
    return !this.atEnd;
  }

  /** How many there are in all; null when no single answer covers them. */
  get totalCount(): number | null {
    return this.total ?? null;
  }

  /** How many incidents were passed that could not be read. */
  get leftOut(): number {
    return this.unreadable;
  }

  /**
   * Walks on until so many incidents are passed, readable or not, the list is at its end, or no call is left.
   *
   * @throws {Fault} `INVALID_INPUT` where PagerDuty lists no further; `LIMIT_EXCEEDED` after too many empty pages
   */
  async next(count: number, read: ReadStretch): Promise<readonly WireIncident[]> {
    if ((this.start?.barren ?? 0) >= MOST_BARREN_PAGES) {
      throw new Fault('LIMIT_EXCEEDED', 'Nothing was found in 50 pages; narrow the filter to go further.');
    }
    while (!this.atEnd && this.found.length + this.unreadable < count && this.calls < this.mostCalls) {
      if (this.offset >= DEEPEST_OFFSET) {
        if (this.found.length > 0 && !this.canBeginBehindSeen) break;
        this.beginBehindSeen();
      }
      // oxlint-disable-next-line no-await-in-loop -- whether there is anything more to read is known only after this
      await (this.needsOldest ? this.findOldest(read) : this.step(count, read));
    }
    return this.found.map(({ wire }) => wire);
  }

  /** Where the walk stood behind the found incident of this index. */
  positionAt(index: number): Position {
    const position = this.found[index]?.position ?? this.here;
    return this.order.ranksWithinSecond ? { ...position, told: this.toldAt(index, position.seen) } : position;
  }

  /** Where the walk stands when it found nothing and yet the list goes on. */
  positionBehindNothing(): Position {
    return { ...this.here, told: this.start?.told, barren: (this.start?.barren ?? 0) + 1 };
  }

  private get here(): Position {
    const { offset, seen, from, oldest } = this;
    return { offset, seen, from, oldest };
  }

  /** What was told of the second of `seen`, up to the found incident of this index. */
  private toldAt(index: number, seen: Seen | undefined): Position['told'] {
    const isOfSecond = ({ position }: Found) => position.seen?.at === seen?.at;
    const before = this.start?.told && this.start.seen?.at === seen?.at ? unpackNumbers(this.start.told) : [];
    const now = this.found.slice(0, index + 1).filter(isOfSecond);
    const packed = packNumbers(new Set([...before, ...now.map(({ wire }) => wire.incident_number)]));
    if (packed) return packed;
    throw new Fault('LIMIT_EXCEEDED', 'Too many incidents began within one second; order them by NUMBER.');
  }

  private get isWindowed(): boolean {
    return this.from !== undefined || this.bounds.since !== undefined || this.bounds.until !== undefined;
  }

  /** A clock that was set by another tells fractions, which no position of a cursor holds. */
  private get wholeNow(): number {
    return Math.ceil(this.now());
  }

  /** Where the newer end of the list is; it may go on growing. */
  private get newest(): number {
    return Math.min(this.bounds.until ?? Infinity, this.wholeNow);
  }

  /** Whether one window holds all of it; of a long one nobody knows whether it begins before PagerDuty itself did. */
  private get isShort(): boolean {
    return this.bounds.since !== undefined && this.newest - this.bounds.since <= LONGEST_WINDOW_MS;
  }

  private get needsOldest(): boolean {
    if (!this.isWindowed || this.isShort || this.oldest !== undefined) return false;
    return this.order.direction !== 1 || this.from === undefined;
  }

  private get window(): Window | undefined {
    if (!this.isWindowed) return undefined;
    const direction = this.order.direction ?? -1;
    const oldest = this.oldest ?? this.bounds.since ?? this.newest;
    const [first, last] = direction < 0 ? [this.newest, oldest] : [oldest, this.newest];
    const isOpen = (this.bounds.until ?? Infinity) > this.newest && (direction > 0 || this.from === undefined);
    return windowFrom({ from: this.from ?? first, to: last, direction, isOpen });
  }

  private async step(count: number, read: ReadStretch): Promise<void> {
    const { window, seen } = this;
    const overlap = this.order.isBehind && seen && this.offset > 0 ? 1 : 0;
    const offset = this.offset - overlap;
    const missing = this.calls < CAREFUL_CALLS ? count - this.found.length - this.unreadable + overlap : LARGEST_PAGE;
    const limit = Math.min(missing, LARGEST_PAGE, DEEPEST_OFFSET - offset);
    this.calls += 1;
    const page = await read({ limit, offset, sortBy: this.order.sortBy, ...window?.times });
    if (this.total === undefined) this.total = window ? null : page.total;
    if (overlap && offset > 0 && this.hasShrunkBefore(page.items[0])) {
      this.goBackFrom(offset);
      return;
    }
    const { items } = page;
    for (const [index, wire] of items.entries()) {
      const place = placeOf(items, index);
      this.offset = offset + place;
      if (this.found.length === count) return void (this.unreadable += place - index);
      this.pass(wire, seen);
    }
    this.offset = offset + items.length + leftOutOf(items);
    this.unreadable += leftOutOf(items);
    if (!page.more || items.length === 0) this.leave(window);
  }

  /** Whether what was not seen has moved up to where the last one seen stood, or further: the walk must go back. */
  private hasShrunkBefore(first: WireIncident | undefined): boolean {
    return first === undefined || (!this.isAheadOfBounds(first) && this.isNew(first, this.seen));
  }

  /** Back to where something seen stands. Where answers contradict each other this goes to and fro until no call is left. */
  private goBackFrom(offset: number): void {
    this.offset = Math.max(0, offset - LARGEST_PAGE);
  }

  private isNew(wire: WireIncident, seen: Seen | undefined): boolean {
    if (this.order.ranksWithinSecond && this.told.has(wire.incident_number)) return false;
    return seen === undefined || this.order.isBehind?.(wire, seen) !== false;
  }

  /** Passes one incident, which is found unless it was seen before this answer or lies outside the bounds. */
  private pass(wire: WireIncident, before: Seen | undefined): void {
    this.offset += 1;
    if (!this.isNew(wire, before)) return;
    const isWithin = this.isWithinBounds(wire);
    const at = Date.parse(wire.created_at);
    // From what is seen the walk tells whether the list has shrunk, also before the first that belongs to it.
    const isSeen = isWithin || this.isAheadOfBounds(wire);
    if (this.order.isBehind && isSeen && !Number.isNaN(at)) this.seen = { at, number: wire.incident_number };
    if (!isWithin) return;
    this.told.add(wire.incident_number);
    this.found.push({ wire, position: this.here });
  }

  /** One whose time cannot be read is not left out. */
  private isWithinBounds({ created_at }: WireIncident): boolean {
    const { since = -Infinity, until = Infinity } = this.bounds;
    const at = Date.parse(created_at);
    return !(at < since || at >= until);
  }

  /** Whether it lies outside of the bounds where the walk comes from; windows overlap. */
  private isAheadOfBounds({ created_at }: WireIncident): boolean {
    const { since = -Infinity, until = Infinity } = this.bounds;
    const at = Date.parse(created_at);
    return this.order.direction === 1 ? at < since : at >= until;
  }

  private get canBeginBehindSeen(): boolean {
    return this.order.direction !== undefined && this.seen !== undefined && this.seen.at !== this.from;
  }

  /** A new window from the last incident seen, where PagerDuty lists no further. */
  private beginBehindSeen(): void {
    if (!this.canBeginBehindSeen) throw tooDeep();
    this.from = this.seen?.at;
    this.offset = 0;
  }

  /** Goes on in the next window, if there is one. */
  private leave(window: Window | undefined): void {
    if (!window || window.isLast) this.atEnd = true;
    else [this.from, this.offset] = [window.far, 0];
  }

  /** How far back the list goes: to the oldest incident, or less far where that was said. */
  private async findOldest(read: ReadStretch): Promise<void> {
    this.calls += 1;
    const { items } = await read({ limit: 1, offset: 0, sortBy: ['created_at:asc'] });
    const oldest = Date.parse(items[0]?.created_at ?? '');
    this.oldest = Math.max(this.bounds.since ?? -Infinity, Number.isNaN(oldest) ? this.wholeNow : oldest);
  }
}
