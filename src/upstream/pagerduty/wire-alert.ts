import type { PageQuery, WireReference } from './wire.js';

/** What PagerDuty sends of an incident's alerts and log entries (contracts: pagerduty-rest sections 8.2 and 8.3). */

export interface WireAlert {
  readonly id: string;
  readonly type?: string | null;
  readonly summary?: string | null;
  readonly html_url?: string | null;
  readonly created_at: string;
  /** `triggered` or `resolved`; more may come. */
  readonly status: string;
  readonly alert_key?: string | null;
  readonly service?: WireReference | null;
  /** Null when suppressed. */
  readonly incident?: WireReference | null;
  readonly suppressed?: boolean | null;
  readonly severity?: string | null;
  /** `details` is any JSON object, or text. */
  readonly body?: { readonly details?: unknown } | null;
}

export type WireAlertStatus = 'triggered' | 'resolved';

export interface AlertQuery extends PageQuery {
  readonly statuses?: readonly WireAlertStatus[];
  /** Never empty. */
  readonly alertKey?: string;
  /** At most two, such as `created_at:desc`. */
  readonly sortBy?: readonly string[];
}

/** One type for all kinds of entry; what a kind adds is left out but for what the graph shows. */
export interface WireLogEntry {
  readonly id: string;
  /** Such as `acknowledge_log_entry`; an open set with two spellings of that one (contracts: quirk 53). */
  readonly type: string;
  readonly summary?: string | null;
  readonly html_url?: string | null;
  readonly created_at: string;
  readonly agent?: WireReference | null;
  readonly channel?: { readonly type?: string | null; readonly summary?: string | null } | null;
  readonly incident?: WireReference | null;
  readonly note?: string | null;
}

export type LogEntryInclude = 'channels' | 'incidents' | 'services' | 'teams';

export interface LogEntryQuery extends PageQuery {
  /** Only the most important changes. */
  readonly isOverview?: boolean;
  readonly since?: string;
  readonly until?: string;
  readonly include?: readonly LogEntryInclude[];
}
