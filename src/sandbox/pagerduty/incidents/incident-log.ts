import type { Agent, Incident, LogEntry, LogEntryKind, LogFacts } from '../state/incident-records.js';
import type { User } from '../state/account-records.js';
import type { PagerDutyState } from '../state/pagerduty-state.js';

/** Writes down what happened to an incident (contracts: pagerduty-rest section 8.3). */
export function log(
  state: PagerDutyState,
  incident: Incident,
  kind: LogEntryKind,
  by: Agent | null,
  at: string,
  facts: LogFacts = {},
): LogEntry {
  const entry: LogEntry = { id: state.nextId('RLOG'), kind, by, at, ...facts };
  incident.log.push(entry);
  return entry;
}

/** In whose name a person's write stands, or that of an app without a person. */
export function agentFor(actor: User | undefined, incident: Pick<Incident, 'serviceId'>): Agent {
  return actor === undefined ? serviceOf(incident) : { kind: 'user', id: actor.id };
}

/** What PagerDuty does by itself stands in the log under the service's name. */
export function serviceOf(incident: Pick<Incident, 'serviceId'>): Agent {
  return { kind: 'service', id: incident.serviceId };
}
