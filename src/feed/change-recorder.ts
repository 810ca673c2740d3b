import type { ChangePublisher } from './change-publisher.js';
import type { IncidentUpdate, NewEvent, UpdateRead } from './feed-update.js';
import type { IncidentRead } from './incident-read.js';
import type { KnownIncidents } from './known-incidents.js';
import type { UnexplainedChanges } from './unexplained-changes.js';

export interface ChangeRecorderOptions {
  readonly incidents: KnownIncidents;
  readonly publisher: ChangePublisher;
  readonly unexplained: UnexplainedChanges;
  /** In milliseconds; for durations. */
  readonly monotonic: () => number;
  /** PagerDuty's clock, in milliseconds since the epoch. */
  readonly pagerDutyNow: () => number;
  /** How long a change waits for an event that names it, in milliseconds. */
  readonly waitMs: number;
}

/** What is known about a read beside its result. */
export interface ReadContext {
  /** Events that named the incident. */
  readonly events?: readonly NewEvent[];
  /** Whether a change needs no event: part of the first list, or a second read after an event. */
  readonly isExplained?: boolean;
  /** Whether other replicas have it already. */
  readonly isLocal?: boolean;
}

/** Turns reads and events into changes. A change that no event names in time becomes an event of type `UNKNOWN`. */
export class ChangeRecorder {
  /** When the last event occurred, in milliseconds since the epoch. */
  lastEventAt: number | undefined;

  constructor(private readonly options: ChangeRecorderOptions) {}

  /** Publishes what a read changes, and the events that named the incident. */
  recordRead(read: IncidentRead, { events = [], isExplained = false, isLocal = false }: ReadContext = {}): void {
    const { incidentId, incident } = read;
    const hasChanged = this.options.incidents.apply(read);
    if (!hasChanged && events.length === 0) return;
    if (isLocal && events.length === 0) return this.options.publisher.deliver(incidentId, []);
    const update = { kind: 'incident', incidentId, read: { order: read.order, incident: incident ?? null } } as const;
    if (isExplained || events.length > 0) return this.publish(events, update);
    const updatedAt = Date.parse(incident?.updated_at ?? '');
    const unexplainedAt = Number.isNaN(updatedAt) ? this.options.pagerDutyNow() : updatedAt;
    this.addUnexplained(incidentId, unexplainedAt);
    this.publish(events, { ...update, unexplainedAt });
  }

  /** Publishes a write while this feed is stopped: nothing would remove its version here again. */
  publishDetached(incidentId: string, read: UpdateRead | 'unsent', events: readonly NewEvent[]): void {
    this.options.publisher.publish(events, { kind: 'incident', incidentId, read });
  }

  /** Publishes events without a new read. */
  recordEvents(incidentId: string, events: readonly NewEvent[]): void {
    if (events.length > 0) this.publish(events, { kind: 'incident', incidentId });
  }

  /**
   * Takes what another replica published.
   *
   * @returns whether it shows anything else than before
   */
  recordUpdate({ incidentId, read, unexplainedAt }: IncidentUpdate, events: readonly NewEvent[]): boolean {
    for (const event of events) this.noteEvent(event);
    if (unexplainedAt !== undefined) this.addUnexplained(incidentId, unexplainedAt);
    if (read === undefined || read === 'unsent') return false;
    const { incident, order } = read;
    return this.options.incidents.apply({ incidentId, incident: incident ?? undefined, order });
  }

  /** Publishes an event for each change that waited long enough. */
  reportUnexplained(): void {
    const { unexplained, monotonic } = this.options;
    for (const event of unexplained.takeDue(monotonic())) this.recordEvents(event.incidentId, [event]);
  }

  private publish(events: readonly NewEvent[], update: IncidentUpdate): void {
    for (const event of events) this.noteEvent(event);
    const oldestFirst = events.toSorted((a, b) => Date.parse(a.occurredAt) - Date.parse(b.occurredAt));
    this.options.publisher.publish(oldestFirst, update);
  }

  private addUnexplained(incidentId: string, changedAt: number): void {
    const { unexplained, monotonic, waitMs } = this.options;
    unexplained.add({ incidentId, changedAt, waitsUntil: monotonic() + waitMs });
  }

  private noteEvent(event: NewEvent): void {
    const at = Date.parse(event.occurredAt);
    this.lastEventAt = Math.max(this.lastEventAt ?? at, at);
    this.options.unexplained.explain(event);
  }
}
