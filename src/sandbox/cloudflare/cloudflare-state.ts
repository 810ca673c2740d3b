import type { Clock } from '../clock.js';
import type { Random } from '../random.js';

/** What the Cloudflare half remembers; wire names where the wire object is simply kept. */

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
  /** Empty lists are left out (contracts: quirk 106). */
  readonly mechanisms: Mechanisms;
  readonly filters?: Readonly<Record<string, readonly string[]>> | undefined;
  readonly created: string;
  readonly modified: string;
}

export interface HistoryEntry {
  readonly id: string;
  readonly policy_id: string;
  readonly name: string;
  readonly description: string;
  readonly alert_type: string;
  /** Text by schema, an object in the schema's own example (contracts: quirk 105). */
  readonly alert_body: string | object;
  readonly mechanism: string;
  readonly mechanism_type: 'email' | 'pagerduty' | 'webhook';
  readonly sent: string;
}

/** A token's way: made by the API, authorised by a person in a browser, linked by the API. */
export interface ConnectToken {
  readonly id: string;
  readonly stage: 'created' | 'authorised' | 'linked';
  /** Names of the PagerDuty services the person ticked. */
  readonly services: readonly string[];
}

export interface CloudflareState {
  readonly now: Clock;
  readonly random: Random;
  readonly destinations: Map<string, Destination>;
  readonly webhooks: ReadonlyMap<string, WebhookDestination>;
  readonly policies: Map<string, Policy>;
  readonly tokens: Map<string, ConnectToken>;
  /** Newest first. */
  readonly history: readonly HistoryEntry[];
}

/** 32 hex digits, as ids are emitted here. */
export function createId(state: Pick<CloudflareState, 'random'>): string {
  return state.random.hex(32);
}

/** Ids come with or without dashes (contracts: quirk 103). */
export function normalizeId(id: string): string {
  return id.replaceAll('-', '').toLowerCase();
}

/** RFC 3339 with microseconds, as Cloudflare writes times. */
export function toTimestamp(at: Date | number): string {
  return new Date(at).toISOString().replace('Z', '000Z');
}

/** A copy without empty lists. */
export function omitEmptyMechanisms(mechanisms: Mechanisms): Mechanisms {
  return Object.fromEntries(Object.entries(mechanisms).filter(([, targets]) => targets.length > 0));
}
