/**
 * Objects of Cloudflare's Alerting v3 with the fields that the graph shows (docs/upstream-quirks.md, sections on Cloudflare).
 */

export interface WireDestination {
  readonly id: string;
  readonly name?: string | null;
}

export interface WireEligibility {
  readonly eligible: boolean;
  readonly ready: boolean;
}

export interface WirePolicy {
  readonly id: string;
  readonly name?: string | null;
  readonly description?: string | null;
  readonly enabled?: boolean | null;
  readonly alert_type?: string | null;
  readonly alert_interval?: string | null;
  readonly mechanisms?: Readonly<Partial<Record<string, readonly { readonly id: string }[] | null>>> | null;
  readonly filters?: Readonly<Record<string, unknown>> | null;
  readonly created?: string | null;
  readonly modified?: string | null;
}

/** What a create or an update sends, with members that the gateway does not know. */
export type PolicyBody = Omit<WirePolicy, 'id' | 'created' | 'modified'>;

/** Field names are PascalCase, unlike all others (docs/upstream-quirks.md, quirk 101). */
export interface WireFilterOption {
  readonly Key: string;
  readonly ComparisonOperator?: string | null;
  /** `1-n` is required; `0-1` and `0-n` are not always optional (docs/upstream-quirks.md, quirk 92). */
  readonly Range?: string | null;
  readonly AvailableValues?: readonly WireFilterValue[] | null;
}

export interface WireFilterValue {
  readonly ID: string;
  readonly Description?: string | null;
}

/** Kind of alert that the account is entitled to. */
export interface WireAlertType {
  readonly type: string;
  /** The key of its list in the response. */
  readonly product: string;
  readonly display_name?: string | null;
  readonly description?: string | null;
  readonly filter_options?: readonly WireFilterOption[] | null;
}

/** Times are RFC 3339 in any form. */
export interface WireSilence {
  readonly id: string;
  readonly policy_id: string;
  readonly start_time?: string | null;
  readonly end_time?: string | null;
  readonly created_at?: string | null;
}

/** What a create sends. */
export interface SilenceDraft {
  readonly policy_id: string;
  readonly start_time: string;
  readonly end_time: string;
}

/** A sent notification, with the policy's name and text at that time. */
export interface WireNotification {
  readonly id: string;
  readonly policy_id?: string | null;
  readonly name?: string | null;
  readonly description?: string | null;
  readonly alert_type?: string | null;
  /** Text in the schema, an object in its example (docs/upstream-quirks.md, quirk 105). */
  readonly alert_body?: unknown;
  /** An address or a destination's id. */
  readonly mechanism?: string | null;
  readonly mechanism_type?: string | null;
  readonly sent?: string | null;
}

export interface HistoryQuery {
  /** From 1. */
  readonly page: number;
  /** 5 to 1000. */
  readonly perPage: number;
  /** RFC 3339: later than, earlier than. */
  readonly since?: string;
  readonly before?: string;
}

/** A short or empty page is the last one. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number | null;
}
