import type { FeedParts } from './feed-parts.js';
import type { IncidentRead } from './incident-read.js';
import { OpenListPass } from './open-list.js';
import { RepeatingTask } from './repeating-task.js';

const INTERVAL_MS = 60_000;

/** A longer list is read page by page, so that it takes at most ten calls a minute. */
const MAX_PAGES_AT_ONCE = 10;

const PAGE_INTERVAL_MS = 6_000;

const MAX_RETRY_MS = 60_000;

/** Reads the open list, which shows what neither an event nor a log entry reports. */
export class ListLoop {
  readonly task: RepeatingTask;
  private pass: OpenListPass | undefined;
  private failures = 0;
  private isPaced = false;
  /** Whether a list was ever read; the first has no changes to explain. */
  private hasList = false;

  /** @param onRead called after each list, with the error of a failed one */
  constructor(
    private readonly parts: FeedParts,
    private readonly onRead: (error?: unknown) => void,
  ) {
    this.task = new RepeatingTask(parts.clock, () => this.read());
  }

  /** Reads the whole list at once the next time, because somebody waits for it. */
  restart(): void {
    this.pass = undefined;
    this.isPaced = false;
    this.task.start();
  }

  private async read(): Promise<number> {
    try {
      this.pass ??= new OpenListPass(this.parts.reader);
      return await this.continue(this.pass);
    } catch (error) {
      this.pass = undefined;
      this.failures += 1;
      this.onRead(error);
      return Math.min(MAX_RETRY_MS, this.parts.pollMs * 2 ** this.failures);
    }
  }

  private async continue(pass: OpenListPass): Promise<number> {
    do {
      // oxlint-disable-next-line no-await-in-loop -- whether there is a next page is known only after this one
      for (const read of await pass.readPage()) this.record(read);
    } while (!pass.isDone && !this.isPaced);
    if (!pass.isDone) return PAGE_INTERVAL_MS;
    const delayMs = this.isPaced ? PAGE_INTERVAL_MS : Math.max(INTERVAL_MS, pass.pageCount * PAGE_INTERVAL_MS);
    this.finish(pass);
    return delayMs;
  }

  private record(read: IncidentRead): void {
    const served = this.parts.queue.takeServed(read.incidentId, read);
    // The replica that polls reports what its own list shows.
    const isLocal = !this.hasList || this.parts.duty.role === 'FOLLOWER';
    const isExplained = isLocal || (served?.isExplained ?? false);
    this.parts.finishRead(read, { events: served?.events ?? [], isExplained, isLocal });
  }

  private finish(pass: OpenListPass): void {
    const { start, isCut } = pass;
    const { poller, queue, incidents, options, duty } = this.parts;
    if (!poller.hasCursor) poller.startAt(options.client.toPagerDutyTime(start.startedAt).earliest);
    // An incident that is missing here may be closed, merged, deleted, or between two pages.
    const missing = isCut ? [] : incidents.listOpenReadBefore(start.order);
    for (const incidentId of missing) queue.request({ incidentId });
    this.failures = 0;
    this.hasList = true;
    // After a restart the next pass follows at once, because this one may be too old.
    if (this.pass === pass) {
      this.pass = undefined;
      this.isPaced = pass.pageCount > MAX_PAGES_AT_ONCE;
      if (duty.role === 'FOLLOWER') this.task.stop();
    }
    this.onRead();
  }
}
