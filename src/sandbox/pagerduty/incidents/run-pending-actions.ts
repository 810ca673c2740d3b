import { callRung, renewEscalation, resolve, trigger } from './status-transitions.js';
import { log, serviceOf } from './incident-log.js';
import type { Incident, PendingAction } from '../state/incident-records.js';
import { iso } from '../../clock.js';
import type { PagerDutyState } from '../state/pagerduty-state.js';

/**
 * Lets every pending action whose time has come happen, at that time. Run before each answer instead of by timers, so
 * that a stopped clock stops the company too.
 */
export function letTimePass(state: PagerDutyState): void {
  const now = iso(state.now());
  for (const incident of state.incidents.values()) {
    for (let due = nextDue(incident, now); due !== undefined; due = nextDue(incident, now))
      happen(state, incident, due);
  }
}

function nextDue(incident: Incident, now: string): PendingAction | undefined {
  if (incident.pendingActions.length === 0) return undefined;
  const due = incident.pendingActions.filter((action) => action.at <= now);
  return due.toSorted((a, b) => a.at.localeCompare(b.at))[0];
}

function happen(state: PagerDutyState, incident: Incident, action: PendingAction): void {
  const service = serviceOf(incident);
  switch (action.type) {
    case 'escalate':
      callRung(state, incident, incident.level + 1, action.at, { kind: 'escalate', by: service });
      renewEscalation(state, incident, action.at);
      break;
    case 'unacknowledge':
      trigger(state, incident, service, action.at);
      break;
    case 'resolve':
      resolve(state, incident, service, action.at);
      break;
    case 'urgency_change':
      incident.urgency = 'high';
      log(state, incident, 'urgency_change', service, action.at);
      incident.updatedAt = action.at;
      incident.pendingActions = incident.pendingActions.filter((other) => other !== action);
      renewEscalation(state, incident, action.at);
  }
}
