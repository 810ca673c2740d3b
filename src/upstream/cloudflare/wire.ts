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
