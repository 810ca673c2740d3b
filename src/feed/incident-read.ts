import type { WireIncident } from '../upstream/pagerduty/wire.js';

/** When a read began. */
export interface ReadStart {
  /** Rises with every read of the feed. Microseconds since the epoch, so that replicas can compare their reads. */
  readonly order: number;
  /** Our clock, in milliseconds since the epoch. */
  readonly startedAt: number;
}

/** One incident as PagerDuty returned it, to this replica or to another one. */
export interface IncidentVersion extends Pick<ReadStart, 'order'> {
  readonly incidentId: string;
  /** Absent when PagerDuty no longer returns it. */
  readonly incident?: WireIncident | undefined;
}

/** A read of this replica. */
export interface IncidentRead extends ReadStart, IncidentVersion {}
