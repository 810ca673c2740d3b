import { toIsoSeconds, type Clock } from '../../clock.js';
import type { SimulatedRateLimit } from '../../http/simulated-rate-limit.js';
import type { Random } from '../../random.js';
import type { Incident, Note } from './incident-records.js';
import type { AppToken } from '../oauth/app-tokens.js';
import type {
  EscalationPolicy,
  Integration,
  MaintenanceWindow,
  NamedRecord,
  Priority,
  Schedule,
  Service,
  Team,
  User,
} from './account-records.js';

/** One account. Insertion order is the order of lists that have no other. */
export interface PagerDutyState {
  readonly now: Clock;
  readonly random: Random;
  readonly users: ReadonlyMap<string, User>;
  readonly teams: ReadonlyMap<string, Team>;
  /** Most severe first: the order is the rank (contracts: quirk 29). */
  readonly priorities: ReadonlyMap<string, Priority>;
  readonly schedules: ReadonlyMap<string, Schedule>;
  readonly escalationPolicies: ReadonlyMap<string, EscalationPolicy>;
  readonly services: ReadonlyMap<string, Service>;
  readonly integrations: ReadonlyMap<string, Integration>;
  /** In the order of their numbers. */
  readonly incidents: Map<string, Incident>;
  /** By incident id. */
  readonly notes: Map<string, Note[]>;
  readonly maintenanceWindows: Map<string, MaintenanceWindow>;
  readonly abilities: readonly string[];
  /** OAuth app tokens by their text. */
  readonly appTokens: Map<string, AppToken>;
  /** Calls of the Events API by routing key: it has a window of its own for each. */
  readonly eventRateLimits: Map<string, SimulatedRateLimit>;
  /** The next id of a kind: the prefix and a running number. */
  nextId(prefix: string): string;
  nextIncidentNumber(): number;
}

export function indexById<T extends { readonly id: string }>(records: readonly T[]): Map<string, T> {
  return new Map(records.map((record) => [record.id, record]));
}

/** The record behind a relation, which the sandbox itself has made; a missing one is a mistake of the sandbox. */
export function requireRecord<T extends NamedRecord>(records: ReadonlyMap<string, T>, id: string): T {
  const record = records.get(id);
  if (record === undefined) throw new Error(`The sandbox holds no ${id}.`);
  return record;
}

export function isOpen(incident: Incident): boolean {
  return incident.status !== 'resolved';
}

/** Whether a de-duplication key is the incident's own or that of one of its alerts. */
export function hasDedupKey(incident: Incident, key: string): boolean {
  return incident.key === key || incident.alerts.some((alert) => alert.key === key);
}

/** Only incidents with alerts, or made by hand (contracts: pagerduty-rest section 7.7). */
export function isMergeable(incident: Incident): boolean {
  return incident.isManual || incident.alerts.length > 0;
}

/** Why a service takes no new incidents; undefined when it does. */
export function findUnavailability(state: PagerDutyState, service: Service): 'disabled' | 'maintenance' | undefined {
  if (service.isDisabled) return 'disabled';
  const now = toIsoSeconds(state.now());
  const windows = [...state.maintenanceWindows.values()].filter(({ serviceIds }) => serviceIds.includes(service.id));
  return windows.some(({ startAt, endAt }) => startAt <= now && now < endAt) ? 'maintenance' : undefined;
}

/** PagerDuty's statuses of a service (contracts: pagerduty-rest section 9). */
export function computeServiceStatus(state: PagerDutyState, service: Service): string {
  const unavailability = findUnavailability(state, service);
  if (unavailability !== undefined) return unavailability;
  let status = 'active';
  for (const incident of state.incidents.values()) {
    if (incident.serviceId !== service.id || !isOpen(incident)) continue;
    if (incident.status === 'triggered') return 'critical';
    status = 'warning';
  }
  return status;
}

/** When the newest incident of a service was created. */
export function findLastIncidentAt(state: PagerDutyState, service: Service): string | null {
  let last: string | null = null;
  for (const incident of state.incidents.values()) if (incident.serviceId === service.id) last = incident.createdAt;
  return last;
}
