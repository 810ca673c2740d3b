import type { Clock } from '../clock.js';
import type { Random } from '../random.js';
import type { EscalationPolicy, Incident, Named, Note, Priority, Schedule, Service, Team, User } from './records.js';

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
  readonly incidents: Map<string, Incident>;
  /** By incident id. */
  readonly notes: Map<string, Note[]>;
  readonly abilities: readonly string[];
  /** The next id of a kind: the prefix and a running number. */
  nextId(prefix: string): string;
}

export function byId<T extends { readonly id: string }>(records: readonly T[]): Map<string, T> {
  return new Map(records.map((record) => [record.id, record]));
}

/** The record behind a relation, which the sandbox itself has made; a missing one is a mistake of the sandbox. */
export function known<T extends Named>(records: ReadonlyMap<string, T>, id: string): T {
  const record = records.get(id);
  if (record === undefined) throw new Error(`The sandbox holds no ${id}.`);
  return record;
}

export function isOpen(incident: Incident): boolean {
  return incident.status !== 'resolved';
}

/** PagerDuty's statuses of a service (contracts: pagerduty-rest section 9). */
export function serviceStatus(state: PagerDutyState, service: Service): string {
  if (service.outOfUse !== undefined) return service.outOfUse;
  const statuses = new Set(
    [...state.incidents.values()].filter((i) => i.serviceId === service.id).map((i) => i.status),
  );
  if (statuses.has('triggered')) return 'critical';
  return statuses.has('acknowledged') ? 'warning' : 'active';
}
