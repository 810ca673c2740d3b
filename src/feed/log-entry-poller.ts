import { LRUCache } from 'lru-cache';
import { Fault } from '../faults/fault.js';
import { readAllPages } from '../loaders/read-all-pages.js';
import type { WireLogEntry } from '../upstream/pagerduty/wire-alert.js';
import type { FeedReader } from './feed-reader.js';
import type { ReadStart } from './incident-read.js';

/** A log entry that was not seen before, and when its page was requested. */
export interface NewLogEntry {
  readonly entry: WireLogEntry;
  readonly start: ReadStart;
}

export interface PolledEntries {
  /** Oldest first. */
  readonly entries: readonly NewLogEntry[];
  /** Whether there were more than 1000 entries; then none is returned, and the open list must be read. */
  readonly isOverflow: boolean;
  /** Calls that were made. */
  readonly pages: number;
}

/** Name of the reads. */
export const LOG_ENTRIES = 'log entries';

const SECOND_MS = 1_000;

/** Entries may repeat within the overlap of two polls, and when pages move. */
const MAX_KNOWN_IDS = 20_000;

/**
 * Reads the account's log entries since the last poll. The cursor overlaps by a second, because entries have whole seconds
 * (docs/upstream-quirks.md, quirk 187); known ids are dropped.
 */
export class LogEntryPoller {
  /** Time of the newest entry, in milliseconds since the epoch. */
  private newestAt: number | undefined;
  private readonly knownIds = new LRUCache<string, true>({ max: MAX_KNOWN_IDS });

  /** @param pagerDutyNow PagerDuty's clock, in milliseconds since the epoch */
  constructor(
    private readonly reader: FeedReader,
    private readonly pagerDutyNow: () => number,
  ) {}

  /** Whether a poll continues an earlier one, so that no entry is missed. */
  get hasCursor(): boolean {
    return this.newestAt !== undefined;
  }

  /** The next poll begins at this time, in milliseconds since the epoch. */
  startAt(at: number): void {
    this.newestAt = at;
  }

  /** Time of the newest entry that was polled, in milliseconds since the epoch. */
  get polledUntil(): number | undefined {
    return this.newestAt;
  }

  /** Another replica polled up to this time, in milliseconds since the epoch. */
  advanceTo(at: number): void {
    this.newestAt = Math.max(this.newestAt ?? at, at);
  }

  /** Another replica reported this log entry. */
  addKnown(entryId: string): void {
    this.knownIds.set(entryId, true);
  }

  /**
   * @throws Fault when a page cannot be read; the next poll begins at the same time
   */
  async poll(): Promise<PolledEntries> {
    const startedAt = this.pagerDutyNow();
    const since = formatSince(this.newestAt ?? startedAt);
    const pages: { readonly start: ReadStart; readonly value: { readonly items: readonly WireLogEntry[] } }[] = [];
    try {
      await readAllPages(async (page) => {
        const read = await this.reader.read(LOG_ENTRIES, (client) =>
          client.listAccountLogEntries({ ...page, since, include: ['incidents'] }),
        );
        pages.push({ start: read, value: read.value });
        return read.value;
      });
    } catch (error) {
      if (!isTooLong(error)) throw error;
      this.newestAt = startedAt;
      return { entries: [], isOverflow: true, pages: pages.length };
    }
    const read = pages.flatMap(({ start, value }) => value.items.map((entry) => ({ entry, start })));
    return { entries: this.takeNew(read), isOverflow: false, pages: pages.length };
  }

  private takeNew(read: readonly NewLogEntry[]): readonly NewLogEntry[] {
    const fresh = read.filter(({ entry: { id } }) => {
      if (this.knownIds.has(id)) return false;
      this.knownIds.set(id, true);
      return true;
    });
    // Clients see the newest first; within a second only the order of the list tells which came later.
    const sorted = fresh
      .toReversed()
      .toSorted((a, b) => Date.parse(a.entry.created_at) - Date.parse(b.entry.created_at));
    const newest = sorted.at(-1);
    if (newest) this.newestAt = Math.max(this.newestAt ?? 0, Date.parse(newest.entry.created_at));
    return sorted;
  }
}

function formatSince(at: number): string {
  return `${new Date(at - SECOND_MS).toISOString().slice(0, 19)}Z`;
}

function isTooLong(error: unknown): boolean {
  return error instanceof Fault && error.code === 'LIMIT_EXCEEDED';
}
