import type { PageQuery, WireReference } from './wire.js';

/** Alerts and log entries as PagerDuty sends them (docs/upstream-quirks.md, PagerDuty: alerts). */

export interface WireAlert {
  readonly id: string;
  readonly type?: string | null;
  readonly summary?: string | null;
  readonly html_url?: string | null;
  readonly created_at: string;
  /** `triggered` or `resolved`; other values may follow. */
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
  readonly statuses?: readonly WireAlertStatus[] | undefined;
  /** Never empty. */
  readonly alertKey?: string;
  /** At most two, such as `created_at:desc`. */
  readonly sortBy?: readonly string[];
}

/** One type for all kinds of log entries, with the fields that the graph shows. */
export interface WireLogEntry {
  readonly id: string;
  /** Such as `acknowledge_log_entry`; an open set with two spellings of that one (docs/upstream-quirks.md, quirk 53). */
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
