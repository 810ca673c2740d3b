import type { WebhookOrigin } from '../store/webhook-relay.js';
import type { WireIncident, WireReference } from '../upstream/pagerduty/wire.js';
import type { IncidentEventType } from './event-types.js';

/** Where an event became known first. */
export type EventSource = 'WEBHOOK' | 'POLL' | 'GATEWAY';

/** One thing that happened to an incident. */
export interface FeedEvent {
  /** PagerDuty's id of the event or of the log entry; made here when neither exists. */
  readonly eventId: string;
  /** Place in the event log, for `eventsAfter`; opaque. */
  readonly position: string;
  readonly type: IncidentEventType;
  /** PagerDuty's own name; null when the change was found without one. */
  readonly rawType: string | null;
  /** ISO 8601, on PagerDuty's clock. */
  readonly occurredAt: string;
  /** Null for automation, and when PagerDuty does not name anybody. */
  readonly agent: WireReference | null;
  readonly incidentId: string;
  /** As the feed last read it, which may be newer than the event; absent when the feed does not have it. */
  readonly incident?: WireIncident | undefined;
  readonly source: EventSource;
}

/** A new version of an incident, events of one, or both. */
export interface FeedChange {
  /** Rises with every change of the feed. A change up to `OpenIncidents.sequence` is part of that list already. */
  readonly sequence: number;
  readonly incidentId: string;
  /** The version to show; absent when PagerDuty no longer returns the incident, or when the feed could not read it. */
  readonly incident?: WireIncident | undefined;
  /** Oldest first; empty when the events arrive separately. */
  readonly events: readonly FeedEvent[];
}

/** The open incidents of an account, triggered and acknowledged. */
export interface OpenIncidents {
  /** Without order. */
  readonly incidents: readonly WireIncident[];
  readonly sequence: number;
}

/** How an account's incidents reach the gateway. */
export interface FeedStatus {
  /** Null while the feed is stopped. */
  readonly source: 'WEBHOOK' | 'POLL' | null;
  /** When the last event occurred; ISO 8601. */
  readonly lastEventAt: string | null;
  /** How far the feed may be behind PagerDuty's log entries; null while it is stopped or has read nothing yet. */
  readonly maxLagSeconds: number | null;
  /** Since when this replica cannot read the log entries; ISO 8601. Null if its last read did not fail. */
  readonly failingSince: string | null;
  /** Whether all replicas report the same; false while Redis is unavailable, and null without it. */
  readonly isShared: boolean | null;
  /** Null when none is configured or it may not be read. */
  readonly webhook: FeedWebhookStatus | null;
}

export interface FeedWebhookStatus {
  readonly pagerDutyId: string;
  readonly isActive: boolean;
  readonly isTemporarilyDisabled: boolean;
  /** When a webhook last reached this process, also through another replica; our clock, ISO 8601. Null before the first. */
  readonly lastDeliveryAt: string | null;
}

/** A verified webhook event. Only a hint: the feed reads the incident that it names. */
export interface WebhookEvent {
  readonly eventId: string;
  /** Such as `incident.acknowledged`; an open set. */
  readonly rawType: string;
  /** ISO 8601. */
  readonly occurredAt: string;
  readonly agent: WireReference | null;
  /** Null for an event of something else, such as `pagey.ping`. */
  readonly incidentId: string | null;
}

/** The incidents of one PagerDuty account as they happen. Its calls do not depend on the number of watchers. */
export interface IncidentFeed {
  /**
   * Calls the listener for each change, synchronously and in order. The feed runs while somebody watches and 60 s longer.
   *
   * @param onGap called in the same order when events are missing, also from the log; the open list stays right
   * @returns ends the watch
   */
  watch(listener: (change: FeedChange) => void, onGap?: () => void): () => void;
  /**
   * All open incidents as the feed knows them; starts a stopped feed and waits for its first complete read.
   *
   * @throws Fault when that read fails; the feed repeats it
   */
  openIncidents(): Promise<OpenIncidents>;
  /** The events after a position, oldest first; `expired` when some of them are no longer in the log. */
  eventsAfter(position: string): Promise<readonly FeedEvent[] | 'expired'>;
  status(): FeedStatus;
  /**
   * Takes a verified webhook event that was not received before; returns at once.
   *
   * @returns whether this replica reads the incident
   */
  receive(event: WebhookEvent, origin: WebhookOrigin): boolean;
}
