import type { ChangePublisher, NewEvent } from './change-publisher.js';
import type { IncidentRead } from './incident-read.js';
import type { KnownIncidents } from './known-incidents.js';
import type { UnexplainedChanges } from './unexplained-changes.js';

export interface ChangeRecorderOptions {
  readonly incidents: KnownIncidents;
  readonly publisher: ChangePublisher;
  readonly unexplained: UnexplainedChanges;
  /** Our clock, in milliseconds since the epoch. */
  readonly now: () => number;
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
}

/** Turns reads and events into changes. A change that no event names in time becomes an event of type `UNKNOWN`. */
export class ChangeRecorder {
  /** When the last event occurred, in milliseconds since the epoch. */
  lastEventAt: number | undefined;

  constructor(private readonly options: ChangeRecorderOptions) {}

  /** Publishes what a read changes, and the events that named the incident. */
  recordRead(read: IncidentRead, { events = [], isExplained = false }: ReadContext = {}): void {
    const { incidentId, incident } = read;
    const before = this.options.incidents.get(incidentId);
    const hasChanged = this.options.incidents.apply(read);
    this.publish(incidentId, events, before, hasChanged);
    if (!hasChanged || isExplained || events.length > 0) return;
    const { unexplained, now, waitMs, pagerDutyNow } = this.options;
    const updatedAt = Date.parse(incident?.updated_at ?? '');
    const changedAt = Number.isNaN(updatedAt) ? pagerDutyNow() : updatedAt;
    unexplained.add({ incidentId, changedAt, waitsUntil: now() + waitMs });
  }

  /** Publishes events without a new read. */
  recordEvents(incidentId: string, events: readonly NewEvent[]): void {
    this.publish(incidentId, events, this.options.incidents.get(incidentId), false);
  }

  /** Publishes an event for each change that waited long enough. */
  reportUnexplained(): void {
    const { unexplained, now } = this.options;
    for (const event of unexplained.takeDue(now())) this.recordEvents(event.incidentId, [event]);
  }

  private publish(
    incidentId: string,
    events: readonly NewEvent[],
    before: IncidentRead['incident'],
    hasChanged: boolean,
  ): void {
    const { incidents, publisher } = this.options;
    for (const event of events) this.noteEvent(event);
    if (!hasChanged && events.length === 0) return;
    const oldestFirst = events.toSorted((a, b) => Date.parse(a.occurredAt) - Date.parse(b.occurredAt));
    publisher.publish({ incidentId, before, incident: incidents.get(incidentId), events: oldestFirst });
  }

  private noteEvent(event: NewEvent): void {
    const at = Date.parse(event.occurredAt);
    this.lastEventAt = Math.max(this.lastEventAt ?? at, at);
    this.options.unexplained.explain(event);
  }
}
