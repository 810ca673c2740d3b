import type { WireLogEntry } from '../upstream/pagerduty/wire-alert.js';
import { isIncident } from '../upstream/pagerduty/type-guards.js';
import type { FeedParts } from './feed-parts.js';
import type { NewEvent, PollUpdate } from './feed-update.js';
import type { IncidentRead } from './incident-read.js';
import { LOG_ENTRIES, type NewLogEntry } from './log-entry-poller.js';
import { getPollInterval } from './poll-interval.js';
import { RepeatingTask } from './repeating-task.js';

/** Replicas that are alone make about as many calls together as one does otherwise. */
const ALONE_FACTOR = 3;

/** Polls the log entries: the events of an account without webhooks, and the safety net of one with them. */
export class PollLoop {
  /** Our clock when the last successful poll began, in milliseconds since the epoch. */
  lastSuccessAt: number | undefined;
  /** Milliseconds from one poll to the next. */
  intervalMs: number;
  readonly task: RepeatingTask;
  private failures = 0;

  /** @param onOverflow called when there were too many log entries to read them all */
  constructor(
    private readonly parts: FeedParts,
    private readonly onOverflow: () => void,
  ) {
    this.intervalMs = parts.pollMs;
    this.task = new RepeatingTask(parts.clock, async () => {
      this.intervalMs = await this.poll();
      return this.intervalMs;
    });
  }

  /** Start of the first poll that failed since the last successful one, also of another replica; ISO 8601. */
  get failingSince(): string | null {
    const since = this.parts.reader.failingSince(LOG_ENTRIES);
    return since === undefined || since < (this.lastSuccessAt ?? 0) ? null : new Date(since).toISOString();
  }

  /** Another replica polled. */
  noteOther({ at, intervalMs }: PollUpdate): void {
    this.lastSuccessAt = at;
    this.intervalMs = intervalMs;
  }

  private async poll(): Promise<number> {
    const { parts } = this;
    const startedAt = parts.clock.now();
    const { role, gapCount } = parts.duty;
    try {
      const { entries, isOverflow, pages } = await parts.poller.poll();
      this.failures = 0;
      this.lastSuccessAt = startedAt;
      if (isOverflow) await this.startAnew();
      this.record(entries);
      parts.recorder.reportUnexplained();
      const intervalMs = this.getInterval(pages, entries.length > 0 || isOverflow);
      if (role === 'POLLER') this.informReplicas(startedAt, intervalMs);
      parts.duty.noteOwnPoll({ role, gapCount });
      return intervalMs;
    } catch {
      this.failures += 1;
      return this.getInterval(1, false);
    }
  }

  /** Held events are polled again by a replica that takes over. */
  private informReplicas(at: number, intervalMs: number): void {
    const { options, poller, entryEvents, publisher } = this.parts;
    const until = Math.min(poller.polledUntil ?? Infinity, entryEvents.oldestHeldAt ?? Infinity);
    if (options.log.isShared && until < Infinity) publisher.publish([], { kind: 'poll', until, at, intervalMs });
  }

  /** Events were missed: earlier positions of the log are expired, and watchers cannot continue. */
  private async startAnew(): Promise<void> {
    await this.parts.options.log.startEpoch();
    this.parts.publisher.publish([], { kind: 'gap' });
    this.onOverflow();
  }

  private getInterval(pages: number, hasNews: boolean): number {
    const { pollMs, options, clock, duty } = this.parts;
    const lastPoll = { pages, hasNews, failures: this.failures };
    const baseMs = duty.role === 'ALONE' ? pollMs * ALONE_FACTOR : pollMs;
    return getPollInterval(baseMs, lastPoll, options.client.rateLimit(), clock.now());
  }

  private record(found: readonly NewLogEntry[]): void {
    const { parts } = this;
    const entries = found.map(({ entry }) => entry);
    // A replica that is behind does not get the webhooks of the others.
    const webhooksWork = parts.health.isHealthy && !parts.duty.isBehind;
    const events = parts.entryEvents.accept(entries, webhooksWork);
    const reads = new Map(found.flatMap((one) => toRead(one)));
    const ids = new Set([...found.flatMap(({ entry }) => entry.incident?.id ?? []), ...events.map(toIncidentId)]);
    for (const id of ids) {
      const ownEvents = events.filter(({ incidentId }) => incidentId === id);
      const read = reads.get(id);
      if (read) this.recordRead(read, ownEvents);
      else this.recordWithoutRead(id, ownEvents, entries);
    }
  }

  /** A log entry explains the change, also while its event is held. */
  private recordRead(read: IncidentRead, events: readonly NewEvent[]): void {
    const served = this.parts.queue.takeServed(read.incidentId, read);
    const all = [...(served?.events ?? []), ...events];
    this.parts.finishRead(read, { events: all, isExplained: true });
  }

  /** A held event comes without an entry of this poll, and an entry can come without its incident. */
  private recordWithoutRead(id: string, events: readonly NewEvent[], entries: readonly WireLogEntry[]): void {
    this.parts.recorder.recordEvents(id, events);
    const isOutdated = events.some(({ type }) => type === 'TRIGGERED');
    if (isOutdated || entries.some(({ incident }) => incident?.id === id))
      this.parts.queue.request({ incidentId: id, isExplained: true });
  }
}

const toIncidentId = ({ incidentId }: NewEvent) => incidentId;

/** The expanded incident of an entry is as of now. */
function toRead({ entry: { incident }, start }: NewLogEntry): readonly (readonly [string, IncidentRead])[] {
  return isIncident(incident) ? [[incident.id, { incidentId: incident.id, incident, ...start }]] : [];
}
