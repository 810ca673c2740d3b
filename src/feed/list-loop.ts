import type { FeedParts } from './feed-parts.js';
import type { IncidentRead } from './incident-read.js';
import { type OpenList, readOpenList } from './open-list.js';
import { RepeatingTask } from './repeating-task.js';

const INTERVAL_MS = 60_000;

/** A long list is read less often, so that it takes at most ten calls a minute. */
const INTERVAL_PER_PAGE_MS = 6_000;

const MAX_RETRY_MS = 60_000;

/** Reads the open list, which shows what neither an event nor a log entry reports. */
export class ListLoop {
  readonly task: RepeatingTask;
  private failures = 0;
  /** Whether a list was ever read; the first has no changes to explain. */
  private hasList = false;

  /** @param onRead called after each read, with the error of a failed one */
  constructor(
    private readonly parts: FeedParts,
    private readonly onRead: (error?: unknown) => void,
  ) {
    this.task = new RepeatingTask(parts.clock, () => this.readList());
  }

  private async readList(): Promise<number> {
    try {
      const list = await readOpenList(this.parts.reader);
      this.failures = 0;
      this.record(list);
      this.hasList = true;
      this.onRead();
      return Math.max(INTERVAL_MS, list.pages.length * INTERVAL_PER_PAGE_MS);
    } catch (error) {
      this.failures += 1;
      this.onRead(error);
      return Math.min(MAX_RETRY_MS, this.parts.pollMs * 2 ** this.failures);
    }
  }

  private record({ pages, start, isCut }: OpenList): void {
    const { poller, queue, incidents, options } = this.parts;
    const { earliest } = options.client.toPagerDutyTime(start.startedAt);
    if (!poller.hasCursor) poller.startAt(earliest);
    for (const { incidents: listed, order, startedAt } of pages) {
      for (const incident of listed) this.recordRead({ incidentId: incident.id, incident, order, startedAt });
    }
    // An incident that is missing here may be closed, merged, deleted, or between two pages.
    if (isCut) return;
    for (const incidentId of incidents.listOpenReadBefore(start.order)) queue.request({ incidentId });
  }

  private recordRead(read: IncidentRead): void {
    const served = this.parts.queue.takeServed(read.incidentId, read);
    const isExplained = !this.hasList || (served?.isExplained ?? false);
    this.parts.finishRead(read, { events: served?.events ?? [], isExplained });
  }
}
