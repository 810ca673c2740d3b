import type { Clock } from '../clock.js';
import type { Random } from '../random.js';

/** State of the Cloudflare simulator. Objects that are returned unchanged have the wire's field names. */

export interface Destination {
  readonly id: string;
  readonly name: string;
}

export interface WebhookDestination extends Destination {
  readonly url: string;
  readonly type: string;
  readonly created_at: string;
  readonly last_success: string | null;
  readonly last_failure: string | null;
}

export type Mechanism = 'email' | 'pagerduty' | 'webhooks';
export type Mechanisms = Partial<Record<Mechanism, readonly { readonly id: string }[]>>;

export interface Policy {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly enabled: boolean;
  readonly alert_type: string;
  readonly alert_interval?: string | undefined;
  /** Empty lists are omitted (docs/upstream-quirks.md, quirk 106). */
  readonly mechanisms: Mechanisms;
  readonly filters?: Readonly<Record<string, readonly string[]>> | undefined;
  readonly created: string;
  readonly modified: string;
}

export interface Silence {
  readonly id: string;
  readonly policy_id: string;
  readonly start_time: string;
  readonly end_time: string;
  readonly created_at: string;
  readonly updated_at: string;
}

/** A silence that the next lists may still omit. */
export interface StoredSilence {
  readonly silence: Silence;
  readonly hiddenReads: number;
}

export interface HistoryEntry {
  readonly id: string;
  readonly policy_id: string;
  readonly name: string;
  readonly description: string;
  readonly alert_type: string;
  /** A string by the schema, an object in the schema's own example (docs/upstream-quirks.md, quirk 105). */
  readonly alert_body: string | object;
  readonly mechanism: string;
  readonly mechanism_type: 'email' | 'pagerduty' | 'webhook';
  readonly sent: string;
}

/** A connect token: created by the API, authorised by a person in a browser, linked by the API. */
export interface ConnectToken {
  readonly id: string;
  readonly stage: 'created' | 'authorised' | 'linked';
  /** Names of the selected PagerDuty services. */
  readonly services: readonly string[];
}

export interface CloudflareState {
  readonly now: Clock;
  readonly random: Random;
  readonly destinations: Map<string, Destination>;
  readonly webhooks: ReadonlyMap<string, WebhookDestination>;
  readonly policies: Map<string, Policy>;
  readonly tokens: Map<string, ConnectToken>;
  readonly silences: Map<string, StoredSilence>;
  /** Newest first. */
  readonly history: readonly HistoryEntry[];
}

/** Creates an id of 32 hex digits. */
export function createId(state: Pick<CloudflareState, 'random'>): string {
  return state.random.hex(32);
}

/** Cloudflare accepts ids with and without dashes (docs/upstream-quirks.md, quirk 103). */
export function normalizeId(id: string): string {
  return id.replaceAll('-', '').toLowerCase();
}

/** Formats a time as RFC 3339 with microseconds, as Cloudflare does. */
export function toTimestamp(at: Date | number): string {
  return new Date(at).toISOString().replace('Z', '000Z');
}

export function omitEmptyMechanisms(mechanisms: Mechanisms): Mechanisms {
  return Object.fromEntries(Object.entries(mechanisms).filter(([, targets]) => targets.length > 0));
}
