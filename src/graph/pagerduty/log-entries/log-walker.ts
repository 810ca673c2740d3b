import { Fault } from '../../../faults/fault.js';
import { SECOND_MS, toWholeSecond } from '../../../shared/whole-seconds.js';
import { MAX_OFFSET, MAX_PAGE_SIZE } from '../../../upstream/pagerduty/limits.js';
import type { Page } from '../../../upstream/pagerduty/wire.js';
import type { LogEntryQuery, WireLogEntry } from '../../../upstream/pagerduty/wire-alert.js';
import { countOmitted, getUpstreamIndex } from '../../../upstream/transport/partial-list.js';
import type { TimeBounds } from '../../core/input/date-range.js';
import { createTooDeepFault } from '../../core/pagination/offset-page.js';
import type { LogPosition } from './log-position.js';
import { toFirstPosition, toOldestSecond, toRequestTimes } from './log-bounds.js';
import { fitSpan, type LogWindow, shrinkSpan } from './log-span.js';

export type ReadLog = (
  query: Pick<LogEntryQuery, 'limit' | 'offset' | 'since' | 'until'>,
) => Promise<Page<WireLogEntry>>;

interface FoundEntry {
  readonly wire: WireLogEntry;
  readonly position: LogPosition;
}

/** Pages in a row without enough calls after which a log ends with an error. */
const MAX_SHORT_PAGES = 10;

/**
 * Reads one page of the log of an account, newest first, without a limit on its length. PagerDuty ends a list at 10000
 * entries and does not state its order (docs/upstream-quirks.md, quirk 186). So the log is read in windows that are short
 * enough for one response, and each is sorted by time and id. If a longer window's response shows that the newest come
 * first, all but its last second counts as complete; otherwise the window is shortened. Entries never change, so every one
 * that existed at the start is returned once. Within a second with too many entries PagerDuty's order applies.
 */
export class LogWalker {
  private position: LogPosition;
  private readonly found: FoundEntry[] = [];
  private callCount = 0;
  private isAtEnd = false;
  private unreadable = 0;
  private wasCut = false;

  /** @param now PagerDuty's clock */
  constructor(
    private readonly bounds: TimeBounds,
    now: number,
    private readonly start: LogPosition | undefined,
    private readonly maxCalls: number,
  ) {
    this.position = start ?? toFirstPosition(bounds, now);
    if (this.newestLeft < toOldestSecond(bounds)) this.isAtEnd = true;
  }

  get hasNextPage(): boolean {
    return !this.isAtEnd;
  }

  /** Number of entries that were skipped because they could not be read. */
  get unreadableCount(): number {
    return this.unreadable;
  }

  /**
   * Reads until `count` entries are found, the log ends, or no call is left.
   *
   * @throws {Fault} `INVALID_INPUT` for a second with more than 10000 entries; `LIMIT_EXCEEDED` after too many pages that
   * ended because no call was left
   */
  async nextPage(count: number, read: ReadLog): Promise<readonly WireLogEntry[]> {
    if ((this.start?.short ?? 0) >= MAX_SHORT_PAGES) {
      const message = `${MAX_SHORT_PAGES} pages in a row needed too many calls. Narrow the window to continue.`;
      throw new Fault('LIMIT_EXCEEDED', message);
    }
    while (!this.isAtEnd && this.found.length < count && this.callCount < this.maxCalls) {
      // oxlint-disable-next-line no-await-in-loop -- only this call shows whether there is more to read
      await this.readNext(count, read);
    }
    this.wasCut = !this.isAtEnd && this.found.length < count;
    return this.found.map(({ wire }) => wire);
  }

  /** Position after the found entry of this index. */
  positionAt(index: number): LogPosition {
    return this.toStored(this.found[index]?.position ?? this.position);
  }

  /** Position after a page that found nothing although the log continues. */
  positionAfterEmptyPage(): LogPosition {
    return this.toStored(this.position);
  }

  private toStored(position: LogPosition): LogPosition {
    return this.wasCut ? { ...position, short: (this.start?.short ?? 0) + 1 } : { ...position, short: undefined };
  }

  /** The newest second that may have entries left. */
  private get newestLeft(): number {
    return this.position.id === undefined ? this.position.at - SECOND_MS : this.position.at;
  }

  private async readNext(count: number, read: ReadLog): Promise<void> {
    const { span, offset = 0 } = this.position;
    const to = this.newestLeft;
    const window: LogWindow = { from: Math.max(toOldestSecond(this.bounds), to - span + SECOND_MS), to };
    const limit = Math.min(MAX_PAGE_SIZE, MAX_OFFSET - offset);
    this.callCount += 1;
    const page = await read({ limit, offset, ...toRequestTimes(window.from, to) });
    this.unreadable += countOmitted(page.items);
    const isComplete = !page.more || page.items.length === 0;
    if (offset > 0 || (window.from === to && !isComplete)) this.visitSecond(to, page, count);
    else if (isComplete) await this.finishWindow(page.items, window, count, read);
    else this.visitNewest(page.items, window, count);
  }

  private isLeft(wire: WireLogEntry, { from, to }: LogWindow): boolean {
    const { at, id } = this.position;
    const { since = -Infinity, until = Infinity } = this.bounds;
    const time = Date.parse(wire.created_at);
    if (time < Math.max(from, since) || time >= Math.min(to + SECOND_MS, until)) return false;
    return time < at || (id !== undefined && wire.id < id);
  }

  /** Adds entries in order; returns whether all of them fit into the page. */
  private take(entries: readonly WireLogEntry[], window: LogWindow, count: number): boolean {
    const unique = new Map(entries.filter((wire) => this.isLeft(wire, window)).map((wire) => [wire.id, wire]));
    for (const wire of [...unique.values()].toSorted(compareNewestFirst)) {
      if (this.found.length === count) return false;
      this.position = { at: toSecond(wire), id: wire.id, span: this.position.span };
      this.found.push({ wire, position: this.position });
    }
    return true;
  }

  /** Goes on before the second `from`. */
  private leave(from: number, span: number): void {
    this.position = { at: from, span };
    if (from <= toOldestSecond(this.bounds)) this.isAtEnd = true;
  }

  private async finishWindow(
    items: readonly WireLogEntry[],
    window: LogWindow,
    count: number,
    read: ReadLog,
  ): Promise<void> {
    const foundBefore = this.found.length;
    if (!this.take(items, window, count)) return;
    const isEmpty = this.found.length === foundBefore;
    this.leave(window.from, fitSpan(this.position.span, items.length));
    if (isEmpty && this.bounds.since === undefined && !this.isAtEnd) await this.lookForOlder(window.from, read);
  }

  /** Whether anything is older: a log without a start would be read back to the first day of PagerDuty. */
  private async lookForOlder(before: number, read: ReadLog): Promise<void> {
    if (this.callCount >= this.maxCalls) return;
    this.callCount += 1;
    const { items } = await read({ limit: 1, offset: 0, until: toRequestTimes(before, before).until });
    if (items.length === 0 && countOmitted(items) === 0) this.isAtEnd = true;
  }

  /** Adds the part of a response that is certainly complete: what is newer than its last second, if the newest come first. */
  private visitNewest(items: readonly WireLogEntry[], window: LogWindow, count: number): void {
    const times = items.map(toSecond);
    const last = Math.max(times.at(-1) ?? window.to, window.from - SECOND_MS);
    const isNewestFirst = times.every((time, index) => index === 0 || time <= (times[index - 1] ?? time));
    if (isNewestFirst && last < window.to && last < (times[0] ?? last)) {
      const complete = { from: last + SECOND_MS, to: window.to };
      if (this.take(items, complete, count)) this.leave(complete.from, this.position.span);
    } else {
      const span = shrinkSpan(window, Math.min(...times));
      this.position = { ...this.position, span };
    }
  }

  /** Adds entries of one second in PagerDuty's order. */
  private visitSecond(second: number, { items, more }: Page<WireLogEntry>, count: number): void {
    const offset = this.position.offset ?? 0;
    const known = new Set(this.found.map(({ wire }) => wire.id));
    for (const [index, wire] of items.entries()) {
      if (this.found.length === count) return;
      this.position = { ...this.position, offset: offset + getUpstreamIndex(items, index) + 1 };
      if (known.has(wire.id) || !this.isLeft(wire, { from: second, to: second })) continue;
      known.add(wire.id);
      this.found.push({ wire, position: this.position });
    }
    const end = offset + items.length + countOmitted(items);
    if (!more || items.length === 0) this.leave(second, fitSpan(this.position.span, 0));
    else if (end >= MAX_OFFSET) throw createTooDeepFault();
    else this.position = { ...this.position, offset: end };
  }
}

function toSecond({ created_at }: WireLogEntry): number {
  return toWholeSecond(Date.parse(created_at));
}

function compareNewestFirst(a: WireLogEntry, b: WireLogEntry): number {
  return toSecond(b) - toSecond(a) || (a.id < b.id ? 1 : -1);
}
