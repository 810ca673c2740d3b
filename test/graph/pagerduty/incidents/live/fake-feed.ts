import type { FeedChange, FeedEvent, FeedStatus, IncidentFeed } from '../../../../../src/feed/incident-feed.js';
import type { WireIncident } from '../../../../../src/upstream/pagerduty/wire.js';
import { wireIncident } from '../../../../upstream/pagerduty/wire-incident.js';

export const incident = (number: number, changes: Readonly<Record<string, unknown>> = {}): WireIncident =>
  wireIncident({ id: `P${number}`, incident_number: number, title: `Incident ${number}`, ...changes }) as never;

/** A feed that a test drives by hand. */
export class FakeFeed implements IncidentFeed {
  readonly listeners = new Map<(change: FeedChange) => void, (() => void) | undefined>();
  readonly log: FeedEvent[] = [];
  /** Positions up to this one are no longer in the log. */
  expired = 0;
  listReads = 0;
  readList: () => Promise<void> = async () => {};
  private sequence = 0;

  constructor(readonly open: Map<string, WireIncident> = new Map()) {}

  watch(listener: (change: FeedChange) => void, onGap?: () => void): () => void {
    this.listeners.set(listener, onGap);
    return () => void this.listeners.delete(listener);
  }

  async openIncidents() {
    this.listReads += 1;
    await this.readList();
    return { incidents: [...this.open.values()], sequence: this.sequence };
  }

  async eventsAfter(position: string): Promise<readonly FeedEvent[] | 'expired'> {
    const after = /^\d+$/.test(position) ? Number(position) : -1;
    return after < this.expired ? 'expired' : this.log.slice(after);
  }

  status(): FeedStatus {
    return { source: 'POLL', lastEventAt: null, maxLagSeconds: 5, failingSince: null, isShared: null, webhook: null };
  }

  receive(): boolean {
    return true;
  }

  /** Shows a new version of an incident; undefined when PagerDuty no longer returns it. */
  show(incidentId: string, next: WireIncident | undefined, events: readonly FeedEvent[] = []): void {
    this.sequence += 1;
    if (next && next.status !== 'resolved') this.open.set(incidentId, next);
    else this.open.delete(incidentId);
    this.pass({ sequence: this.sequence, incidentId, incident: next, events });
  }

  /** Passes a change on, whether or not it is the last one. */
  pass(change: FeedChange): void {
    for (const listener of this.listeners.keys()) listener(change);
  }

  /** Appends an event to the log, and passes it on with the incident as it is. */
  happen(incidentId: string, changes: Partial<FeedEvent> = {}): FeedEvent {
    const position = String(this.log.length + 1);
    const event: FeedEvent = {
      eventId: `E${position}`,
      position,
      type: 'ANNOTATED',
      rawType: 'incident.annotated',
      occurredAt: '2026-01-01T10:00:00Z',
      agent: null,
      incidentId,
      incident: this.open.get(incidentId),
      source: 'WEBHOOK',
      ...changes,
    };
    this.log.push(event);
    this.show(incidentId, event.incident, [event]);
    return event;
  }
}

export const feedWith = (...incidents: readonly WireIncident[]): FakeFeed =>
  new FakeFeed(new Map(incidents.map((one) => [one.id, one])));
