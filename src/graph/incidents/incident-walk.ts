import { Fault } from '../../faults/fault.js';
import type { IncidentQuery, Page, WireIncident } from '../../upstream/pagerduty/wire.js';
import { DEEPEST_OFFSET, tooDeep } from '../offset-page.js';
import type { Seen, WireOrder } from './incident-order.js';
import { LONGEST_WINDOW_MS, windowFrom } from './incident-window.js';

/** Of a walk forward from nobody knows where: when the oldest incident was created. */
const BEGINNING = -Infinity;
const LARGEST_PAGE = 100;

/** Where a walk through a list stands: what a cursor stores. Times in milliseconds since the epoch. */
export interface Position {
  /** Entries of the current window already passed; of all time while there is no window. */
  readonly offset: number;
  readonly seen: Seen;
  /** Where the current window begins, in the direction of the walk. */
  readonly from?: number;
  /** Where the walk ends. */
  readonly to?: number;
}

/** The part of a query that a walk decides. */
export type Stretch = Pick<IncidentQuery, 'limit' | 'offset' | 'since' | 'until' | 'sortBy'>;
export type ReadStretch = (stretch: Stretch) => Promise<Page<WireIncident>>;

/** Creation times between which incidents are asked for, in milliseconds since the epoch. */
export interface Bounds {
  readonly since?: number;
  readonly until?: number;
}

/** How a walk begins. */
export interface Start {
  /** Where one before it stopped. */
  readonly position?: Position | undefined;
  /** Whether incidents may leave the list, as open ones do when they are resolved. */
  readonly mayShrink?: boolean;
}

export interface Found {
  readonly wire: WireIncident;
  /** Where the walk stood behind it. */
  readonly position: Position;
}

/**
 * Walks a list of incidents in its order, however long and however far back. PagerDuty ends a list at 10000 entries and
 * a window at six months; there the walk goes on in a window of its own from the last incident seen. What was seen
 * already is left out, so new incidents that push the list down are no trouble; nor are those that leave it, in an order
 * that follows creation.
 */
export class IncidentWalk {
  private offset = 0;
  private seen: Seen | undefined;
  private from: number | undefined;
  private to: number | undefined;
  private atEnd = false;
  private total: number | null | undefined;

  /** @param now our clock; where a window without an end ends */
  constructor(
    private readonly order: WireOrder,
    private readonly bounds: Bounds,
    private readonly now: number,
    private readonly start: Start = {},
  ) {
    if (start.position) Object.assign(this, start.position);
    else if (bounds.since !== undefined || bounds.until !== undefined) this.beginAtBounds();
  }

  /** Whether the list goes on behind what was walked. */
  get goesOn(): boolean {
    return !this.atEnd;
  }

  /** How many there are in all; null when no single answer covers them. */
  get totalCount(): number | null {
    return this.total ?? null;
  }

  /** Walks on until so many incidents are found, or the list is at its end. */
  async next(count: number, read: ReadStretch): Promise<readonly Found[]> {
    const found: Found[] = [];
    while (!this.atEnd && found.length < count) {
      const limit = count - found.length;
      if (this.offset + limit > DEEPEST_OFFSET) this.beginBehindSeen();
      // oxlint-disable-next-line no-await-in-loop -- whether there is anything more to read is known only after this
      found.push(...(await this.step(limit, read)));
    }
    return found;
  }

  private async step(limit: number, read: ReadStretch): Promise<Found[]> {
    if (this.from === BEGINNING) this.from = await this.beginning(read);
    if (this.from !== undefined) this.to ??= await this.beginning(read);
    const { from, to, seen } = this;
    const direction = this.order.direction ?? -1;
    const window =
      from === undefined || to === undefined ? undefined : windowFrom(from, to, direction, seen !== undefined);
    const overlap = this.start.mayShrink && this.order.isBehind && seen && this.offset > 0 ? 1 : 0;
    const offset = this.offset - overlap;
    const page = await read({
      limit: Math.min(limit + overlap, LARGEST_PAGE),
      offset,
      sortBy: this.order.sortBy,
      since: window?.times.since,
      until: window?.times.until,
    });
    this.total ??= this.from === undefined || window?.isWhole ? page.total : null;
    if (overlap && offset > 0 && this.hasShrunkBefore(page.items[0])) {
      this.offset = Math.max(0, offset - LARGEST_PAGE);
      return [];
    }
    this.offset = offset;
    const found: Found[] = [];
    for (const wire of page.items) this.pass(wire, seen, found);
    if (!page.more || page.items.length === 0) this.leave(window?.far);
    return found;
  }

  /** Whether what was not seen has moved up to where the last one seen stood, or further: the walk must go back. */
  private hasShrunkBefore(first: WireIncident | undefined): boolean {
    return first === undefined || (this.seen !== undefined && this.order.isBehind?.(first, this.seen) === true);
  }

  /** Passes one incident, which is found unless it was seen before this answer or lies outside the bounds. */
  private pass(wire: WireIncident, before: Seen | undefined, found: Found[]): void {
    this.offset += 1;
    if (!this.isWithinBounds(wire) || (before && this.order.isBehind?.(wire, before) === false)) return;
    this.seen = { at: wire.created_at, number: wire.incident_number };
    found.push({ wire, position: { offset: this.offset, seen: this.seen, from: this.from, to: this.to } });
  }

  /** One whose time cannot be read is not left out. */
  private isWithinBounds({ created_at }: WireIncident): boolean {
    const { since, until } = this.bounds;
    if (since === undefined && until === undefined) return true;
    const at = Date.parse(created_at);
    return !(at < (since ?? -Infinity) || at >= (until ?? Infinity));
  }

  private beginAtBounds(): void {
    const { since } = this.bounds;
    const until = Math.min(this.bounds.until ?? this.now, this.now);
    const isShort = since !== undefined && until - since <= LONGEST_WINDOW_MS;
    if (this.order.direction === undefined && !isShort) {
      throw new Fault('INVALID_INPUT', 'Only the orders CREATED_AT and NUMBER reach over more than 180 days.', {
        field: ['orderBy'],
      });
    }
    // Of a long window nobody knows whether it begins before PagerDuty itself did.
    if (this.order.direction === 1) [this.from, this.to] = [isShort ? since : BEGINNING, until];
    else [this.from, this.to] = [until, isShort ? since : undefined];
  }

  /** A new window from the last incident seen, where PagerDuty lists no further. */
  private beginBehindSeen(): void {
    const from = Date.parse(this.seen?.at ?? '');
    if (this.order.direction === undefined || Number.isNaN(from) || from === this.from) throw tooDeep();
    this.from = from;
    this.offset = 0;
    this.total ??= null;
    if (this.order.direction === 1) this.to ??= this.now;
  }

  /** Goes on in the next window, if there is one. */
  private leave(far: number | undefined): void {
    const isLast = far === undefined || this.to === undefined || (this.to - far) * (this.order.direction ?? -1) <= 0;
    if (isLast) this.atEnd = true;
    this.from = far;
    this.offset = 0;
  }

  /** How far back to go: to the oldest incident, or less far where that was said. */
  private async beginning(read: ReadStretch): Promise<number> {
    const { items } = await read({ limit: 1, offset: 0, sortBy: ['created_at:asc'] });
    const oldest = Date.parse(items[0]?.created_at ?? '');
    return Math.max(this.bounds.since ?? BEGINNING, Number.isNaN(oldest) ? this.now : oldest);
  }
}
