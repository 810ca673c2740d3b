import type { Agent, Incident, LogEntry, LogEntryKind, LogFacts } from './incident-records.js';
import type { PagerDutyState } from './state.js';

/** Writes down what happened to an incident (contracts: pagerduty-rest section 8.3). */
export function log(
  state: PagerDutyState,
  incident: Incident,
  kind: LogEntryKind,
  by: Agent,
  at: string,
  facts: LogFacts = {},
): LogEntry {
  const entry: LogEntry = { id: state.nextId('RLOG'), kind, by, at, ...facts };
  incident.log.push(entry);
  return entry;
}

/** What PagerDuty does by itself stands in the log under the service's name. */
export function serviceOf(incident: Incident): Agent {
  return { kind: 'service', id: incident.serviceId };
}
