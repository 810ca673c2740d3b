import { Fault } from '../../faults/fault.js';
import type { IncidentQuery, Page, WireIncident } from '../../upstream/pagerduty/wire.js';
import { DEEPEST_OFFSET, tooDeep } from '../offset-page.js';
import type { Seen, WireOrder } from './incident-order.js';

/** PagerDuty takes no longer window than six months (contracts: pagerduty-rest section 7.1). */
const LONGEST_WINDOW_MS = 180 * 24 * 60 * 60 * 1000;
/** Of a walk forward from nobody knows where: when the oldest incident was created. */
const BEGINNING = -Infinity;
/** PagerDuty tells times to the second, and whether a window's ends belong to it is not documented (quirk 20). */
const OVERLAP_MS = 1_000;

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

export interface Found {
  readonly wire: WireIncident;
  /** Where the walk stood behind it. */
  readonly position: Position;
}

/**
 * Walks a list of incidents in its order, however long and however far back. PagerDuty ends a list at 10000 entries and
 * a window at six months; there the walk goes on in a window of its own from the last incident seen. What was seen
 * already is left out, so new incidents that push the list down are no trouble.
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
    start?: Position,
  ) {
    if (start) Object.assign(this, start);
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
    if (this.from === BEGINNING) this.from = await this.oldest(read);
    if (this.from !== undefined) this.to ??= this.bounds.since ?? (await this.oldest(read));
    const window = this.window();
    const page = await read({ limit, offset: this.offset, sortBy: this.order.sortBy, ...window?.times });
    this.total ??= this.from === undefined || window?.isWhole ? page.total : null;
    const before = this.seen;
    const found = page.items.flatMap((wire) => this.pass(wire, before) ?? []);
    if (!page.more || page.items.length === 0) this.leave(window?.far);
    return found;
  }

  /** Passes one incident; undefined when it was seen before this answer or lies outside the bounds. */
  private pass(wire: WireIncident, before: Seen | undefined): Found | undefined {
    this.offset += 1;
    const at = Date.parse(wire.created_at);
    const { since = -Infinity, until = Infinity } = this.bounds;
    if (at < since || at >= until || (before && this.order.isBehind?.(wire, before) === false)) return undefined;
    this.seen = { at: wire.created_at, number: wire.incident_number };
    return { wire, position: { offset: this.offset, seen: this.seen, from: this.from, to: this.to } };
  }

  private beginAtBounds(): void {
    const { since, until = this.now } = this.bounds;
    const isShort = since !== undefined && until - since <= LONGEST_WINDOW_MS;
    if (this.order.direction === undefined && !isShort) {
      throw new Fault('INVALID_INPUT', 'Only the orders CREATED_AT and NUMBER reach over more than 180 days.', {
        field: ['orderBy'],
      });
    }
    if (this.order.direction === 1) [this.from, this.to] = [since ?? BEGINNING, until];
    else [this.from, this.to] = [until, since];
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

  /** The current window, one overlap wider where the walk comes from. */
  private window() {
    const { from, to, order } = this;
    if (from === undefined || to === undefined) return undefined;
    const direction = order.direction ?? -1;
    const reach = Math.min(LONGEST_WINDOW_MS, Math.max(0, (to - from) * direction));
    const far = from + direction * reach;
    const near = this.seen ? from - direction * OVERLAP_MS : from;
    const [since, until] = direction < 0 ? [far, near] : [near, far];
    const times = { since: new Date(since).toISOString(), until: new Date(until).toISOString() };
    return { times, far, isWhole: far === to && this.seen === undefined };
  }

  /** Goes on in the next window, if there is one. */
  private leave(far: number | undefined): void {
    const isLast = far === undefined || this.to === undefined || (this.to - far) * (this.order.direction ?? -1) <= 0;
    if (isLast) this.atEnd = true;
    this.from = far;
    this.offset = 0;
  }

  /** When the oldest incident was created, where nobody said how far back to go. */
  private async oldest(read: ReadStretch): Promise<number> {
    const { items } = await read({ limit: 1, offset: 0, sortBy: ['created_at:asc'] });
    const at = Date.parse(items[0]?.created_at ?? '');
    return Number.isNaN(at) ? this.now : at;
  }
}
