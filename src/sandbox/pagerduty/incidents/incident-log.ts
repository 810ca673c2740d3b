import type { Agent, Incident, LogEntry, LogEntryKind, LogEntryDetails } from '../state/incident-records.js';
import type { User } from '../state/account-records.js';
import type { PagerDutyState } from '../state/pagerduty-state.js';

/** Appends an entry to the incident's log (docs/upstream-quirks.md, "PagerDuty: log entries"). */
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

/** The agent of a write: the user, or the service for an app without a user. */
export function toAgent(actor: User | undefined, incident: Pick<Incident, 'serviceId'>): Agent {
  return actor === undefined ? toServiceAgent(incident) : { kind: 'user', id: actor.id };
}

/** PagerDuty's own actions are logged under the service. */
export function toServiceAgent(incident: Pick<Incident, 'serviceId'>): Agent {
  return { kind: 'service', id: incident.serviceId };
}
