import { Fault } from '../../../../faults/fault.js';
import type { WireIncident } from '../../../../upstream/pagerduty/wire.js';
import type { TimeBounds } from '../../../core/input/date-range.js';
import { MAX_WINDOW_MS, type TimeWindow, toFirstWindow } from './paging-window.js';

/** The creation times that a list covers, and its windows. Times are in milliseconds since the epoch. */
export class TimeRange {
  /**
   * @param direction 1 oldest first, -1 newest first; undefined if the order does not follow creation
   * @param now PagerDuty's clock
   */
  constructor(
    private readonly bounds: TimeBounds,
    private readonly direction: -1 | 1 | undefined,
    private readonly now: () => number,
  ) {}

  private get isBounded(): boolean {
    return this.bounds.since !== undefined || this.bounds.until !== undefined;
  }

  /** Whether one window covers the whole range. A range without a start may begin before PagerDuty existed. */
  private get fitsOneWindow(): boolean {
    return this.bounds.since !== undefined && this.newestTime - this.bounds.since <= MAX_WINDOW_MS;
  }

  /** @throws {Fault} `INVALID_INPUT` if the range is too long for an order that does not follow creation */
  assertReadable(): void {
    if (!this.isBounded || this.direction !== undefined || this.fitsOneWindow) return;
    throw new Fault(
      'INVALID_INPUT',
      'Only the orders CREATED_AT and NUMBER can cover 180 days or more. Change the order or shorten the window.',
      { field: ['orderBy'] },
    );
  }

  /** An incident with an unreadable time counts as contained. */
  contains({ created_at }: WireIncident): boolean {
    const { since = -Infinity, until = Infinity } = this.bounds;
    const at = Date.parse(created_at);
    return !(at < since || at >= until);
  }

  /** Whether the incident comes before the range, in the direction of the list. Windows overlap, so this can happen. */
  isBefore({ created_at }: WireIncident): boolean {
    const { since = -Infinity, until = Infinity } = this.bounds;
    const at = Date.parse(created_at);
    return this.direction === 1 ? at < since : at >= until;
  }

  /** Whether the next window needs the time of the oldest incident and it is unknown. */
  needsOldest(windowStart: number | undefined, oldestTime: number | undefined): boolean {
    const isWindowed = this.isBounded || windowStart !== undefined;
    if (!isWindowed || this.fitsOneWindow || oldestTime !== undefined) return false;
    return this.direction !== 1 || windowStart === undefined;
  }

  /**
   * The oldest time that the list has to cover.
   *
   * @param oldestCreatedAt of the oldest incident; undefined if there is none
   */
  toOldestTime(oldestCreatedAt: string | undefined): number {
    const oldest = Date.parse(oldestCreatedAt ?? '');
    return Math.max(this.bounds.since ?? -Infinity, Number.isNaN(oldest) ? this.currentTime : oldest);
  }

  /**
   * The window that starts at `windowStart`, or at the start of the range without it. Returns undefined for a list without
   * windows.
   *
   * @param oldestTime see `toOldestTime`; undefined if unknown
   */
  toWindow(windowStart: number | undefined, oldestTime: number | undefined): TimeWindow | undefined {
    if (!this.isBounded && windowStart === undefined) return undefined;
    const direction = this.direction ?? -1;
    const oldest = oldestTime ?? this.bounds.since ?? this.newestTime;
    const [first, last] = direction < 0 ? [this.newestTime, oldest] : [oldest, this.newestTime];
    const isOpenEnded =
      (this.bounds.until ?? Infinity) > this.newestTime && (direction > 0 || windowStart === undefined);
    return toFirstWindow({ from: windowStart ?? first, to: last, direction, isOpenEnded });
  }

  /** The newest time in the range. It may grow while the list is read. */
  private get newestTime(): number {
    return Math.min(this.bounds.until ?? Infinity, this.currentTime);
  }

  /** Whole milliseconds, because cursor positions cannot store the fractions of an adjusted clock. */
  private get currentTime(): number {
    return Math.ceil(this.now());
  }
}
