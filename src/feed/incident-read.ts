import type { WireIncident } from '../upstream/pagerduty/wire.js';

/** When a read began. */
export interface ReadStart {
  /** Rises with every read of the feed. */
  readonly order: number;
  /** Our clock, in milliseconds since the epoch. */
  readonly startedAt: number;
}

/** One incident as PagerDuty returned it. */
export interface IncidentRead extends ReadStart {
  readonly incidentId: string;
  /** Absent when PagerDuty no longer returns it. */
  readonly incident?: WireIncident | undefined;
}
