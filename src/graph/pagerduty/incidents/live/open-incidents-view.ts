import type { FeedChange, IncidentFeed } from '../../../../feed/incident-feed.js';
import type { WireIncident } from '../../../../upstream/pagerduty/wire.js';
import type { IncidentMatcher } from './incident-matcher.js';

/** Incidents in a snapshot: the newest. */
export const MAX_SNAPSHOT_INCIDENTS = 500;
/** Changed incidents that a subscriber may be behind before it gets a snapshot instead. */
export const MAX_BEHIND = 256;

/** What one delivery to a subscriber has. Subscribers that need the same get the same object. */
export interface OpenIncidentsStep {
  readonly isSnapshot: boolean;
  readonly upserted: readonly WireIncident[];
  /** PagerDuty's ids. */
  readonly removedIds: readonly string[];
  readonly totalCount: number;
}

/** Is notified of each change. */
interface OpenIncidentsSubscriber {
  notify(): void;
}

/**
 * The open incidents that match one filter, for all subscribers with this filter. A subscriber is a number: the version of
 * the list that it has. The changes since then collapse by incident.
 */
export class OpenIncidentsView {
  /** Of the list; rises with every change. */
  version = 0;
  readonly ready: Promise<void>;
  private readonly subscribers = new Set<OpenIncidentsSubscriber>();
  private readonly matching = new Map<string, WireIncident>();
  /** Version of the last change of each incident, the oldest first. */
  private readonly changedAt = new Map<string, number>();
  /** The changes after this version are known. */
  private knownSince = 0;
  /** Steps to the current version by the version they start from; those without one are snapshots. */
  private readonly steps = new Map<number | undefined, OpenIncidentsStep>();
  /** Changes that arrive before the list. */
  private early: FeedChange[] | undefined = [];
  private readonly stop: () => void;

  constructor(
    readonly matcher: IncidentMatcher,
    feed: IncidentFeed,
  ) {
    this.stop = feed.watch((change) => (this.early ? void this.early.push(change) : this.apply(change)));
    this.ready = this.readList(feed);
  }

  get subscriberCount(): number {
    return this.subscribers.size;
  }

  subscribe(subscriber: OpenIncidentsSubscriber): void {
    this.subscribers.add(subscriber);
  }

  /** Stops the view with the last subscriber. */
  unsubscribe(subscriber: OpenIncidentsSubscriber): void {
    if (this.subscribers.delete(subscriber) && this.subscribers.size === 0) this.stop();
  }

  /**
   * What a subscriber needs to reach the current version.
   *
   * @param seen the version that the subscriber has; undefined for none
   * @returns undefined when it has the current version
   */
  stepFrom(seen: number | undefined): OpenIncidentsStep | undefined {
    if (seen === this.version) return undefined;
    const from = seen === undefined || seen < this.knownSince ? undefined : seen;
    const step = this.steps.get(from) ?? (from === undefined ? this.createSnapshot() : this.createChange(from));
    this.steps.set(from, step);
    return step;
  }

  private async readList(feed: IncidentFeed): Promise<void> {
    const { incidents, sequence } = await feed.openIncidents();
    for (const incident of incidents) if (this.matcher.matches(incident)) this.matching.set(incident.id, incident);
    const later = (this.early ?? []).filter((change) => change.sequence > sequence);
    this.early = undefined;
    for (const change of later) this.apply(change);
  }

  private apply({ incidentId, incident }: FeedChange): void {
    const shown = this.matching.get(incidentId);
    const isShown = incident !== undefined && incident.status !== 'resolved' && this.matcher.matches(incident);
    if (isShown ? shown === incident : !shown) return;
    if (isShown) this.matching.set(incidentId, incident);
    else this.matching.delete(incidentId);
    this.recordChange(incidentId);
    for (const subscriber of this.subscribers) subscriber.notify();
  }

  private recordChange(incidentId: string): void {
    this.version += 1;
    this.steps.clear();
    this.changedAt.delete(incidentId);
    this.changedAt.set(incidentId, this.version);
    if (this.changedAt.size <= MAX_BEHIND) return;
    const [oldest] = this.changedAt;
    if (!oldest) return;
    this.changedAt.delete(oldest[0]);
    this.knownSince = oldest[1];
  }

  private createSnapshot(): OpenIncidentsStep {
    const newest = [...this.matching.values()].toSorted(byNewest).slice(0, MAX_SNAPSHOT_INCIDENTS);
    return { isSnapshot: true, upserted: newest, removedIds: [], totalCount: this.matching.size };
  }

  private createChange(from: number): OpenIncidentsStep {
    const changedIds = [...this.changedAt].filter(([, version]) => version > from).map(([id]) => id);
    const upserted = changedIds.flatMap((id) => this.matching.get(id) ?? []).toSorted(byNewest);
    const removedIds = changedIds.filter((id) => !this.matching.has(id));
    return { isSnapshot: false, upserted, removedIds, totalCount: this.matching.size };
  }
}

const byNewest = (one: WireIncident, other: WireIncident): number => other.incident_number - one.incident_number;
