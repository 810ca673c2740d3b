import { LRUCache } from 'lru-cache';
import type { NewEvent } from './feed-update.js';

/** A change that no event has named so far. */
interface UnexplainedChange {
  readonly incidentId: string;
  /** PagerDuty's clock, in milliseconds since the epoch. */
  readonly changedAt: number;
  /** Until then an event may still name it. Of the monotonic clock, in milliseconds. */
  readonly waitsUntil: number;
}

/** The time of an event and the time of its change differ by less than this. */
const TOLERANCE_MS = 2_000;

/** Incidents whose last event is kept. */
const MAX_INCIDENTS = 10_000;

/** Changes of incidents that wait for an event which names them. */
export class UnexplainedChanges {
  private readonly changes = new Map<string, UnexplainedChange>();
  /** When the last event of an incident occurred, on PagerDuty's clock. */
  private readonly lastEvents = new LRUCache<string, number>({ max: MAX_INCIDENTS });

  add(change: UnexplainedChange): void {
    if (this.isExplained(change)) return;
    const { waitsUntil } = this.changes.get(change.incidentId) ?? change;
    this.changes.set(change.incidentId, { ...change, waitsUntil });
  }

  /** An event explains the changes up to its time. */
  explain({ incidentId, occurredAt }: NewEvent): void {
    const at = Date.parse(occurredAt);
    this.lastEvents.set(incidentId, Math.max(this.lastEvents.get(incidentId) ?? at, at));
    const change = this.changes.get(incidentId);
    if (change && this.isExplained(change)) this.changes.delete(incidentId);
  }

  /**
   * Removes and returns the changes that waited long enough, as events.
   *
   * @param now of the monotonic clock, in milliseconds
   */
  takeDue(now: number): readonly NewEvent[] {
    const due = [...this.changes.values()].filter(({ waitsUntil }) => waitsUntil <= now);
    for (const { incidentId } of due) this.changes.delete(incidentId);
    return due.map(toUnknownEvent);
  }

  private isExplained({ incidentId, changedAt }: UnexplainedChange): boolean {
    return (this.lastEvents.get(incidentId) ?? -Infinity) >= changedAt - TOLERANCE_MS;
  }
}

function toUnknownEvent({ incidentId, changedAt }: UnexplainedChange): NewEvent {
  const occurredAt = new Date(changedAt).toISOString();
  const eventId = `change-${incidentId}-${changedAt}`;
  return { eventId, type: 'UNKNOWN', rawType: null, occurredAt, agent: null, incidentId, source: 'POLL' };
}
