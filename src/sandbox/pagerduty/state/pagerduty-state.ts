import { type Clock } from '../../clock.js';
import type { SimulatedRateLimit } from '../../http/simulated-rate-limit.js';
import type { Random } from '../../random.js';
import type { Incident, Note } from './incident-records.js';
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
  AppToken,
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

/** The record behind a relation, which the sandbox itself has made; a missing one is a mistake of the sandbox. */
export function requireRecord<T extends NamedRecord>(records: ReadonlyMap<string, T>, id: string): T {
  const record = records.get(id);
  if (record === undefined) throw new Error(`The sandbox holds no ${id}.`);
  return record;
}
