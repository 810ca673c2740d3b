import type { Agent, Incident, LogEntry, LogEntryKind, LogEntryDetails } from '../state/incident-records.js';
import type { User } from '../state/account-records.js';
import type { PagerDutyState } from '../state/pagerduty-state.js';

/** Writes down what happened to an incident (contracts: pagerduty-rest section 8.3). */
export function appendLogEntry(
  state: PagerDutyState,
  incident: Incident,
  kind: LogEntryKind,
  by: Agent | null,
  at: string,
  details: LogEntryDetails = {},
): LogEntry {
  const entry: LogEntry = { id: state.nextId('RLOG'), kind, by, at, ...details };
  incident.log.push(entry);
  return entry;
}

/** In whose name a person's write stands, or that of an app without a person. */
export function toAgent(actor: User | undefined, incident: Pick<Incident, 'serviceId'>): Agent {
  return actor === undefined ? toServiceAgent(incident) : { kind: 'user', id: actor.id };
}

/** What PagerDuty does by itself stands in the log under the service's name. */
export function toServiceAgent(incident: Pick<Incident, 'serviceId'>): Agent {
  return { kind: 'service', id: incident.serviceId };
}
