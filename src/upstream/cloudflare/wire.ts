/**
 * What Cloudflare's Alerting v3 sends, as far as the graph shows it (contracts: cloudflare-alerting-v3 section 3).
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

/** One notification that was sent; names and texts are the policy's at that time. */
export interface WireNotification {
  readonly id: string;
  readonly policy_id?: string | null;
  readonly name?: string | null;
  readonly description?: string | null;
  readonly alert_type?: string | null;
  /** Text by schema, an object in the schema's own example (contracts: quirk 105). */
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
  /** RFC 3339: newer than, older than. */
  readonly since?: string;
  readonly before?: string;
}

/** Whether there is more is told by the page alone: a short or empty one is the last. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number | null;
}
