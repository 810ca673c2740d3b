import { escalateTo, restartEscalation, markResolved, markTriggered } from './status-transitions.js';
import { appendLogEntry, toServiceAgent } from './incident-log.js';
import type { Incident, PendingAction } from '../state/incident-records.js';
import { toIsoSeconds } from '../../clock.js';
import type { PagerDutyState } from '../state/pagerduty-state.js';
import { recordEvent } from '../webhooks/record-event.js';

/**
 * Runs all due pending actions, each at its own time. It runs before each response instead of by timers, so that a
 * stopped clock stops the account.
 */
export function runDueActions(state: PagerDutyState): void {
  const now = toIsoSeconds(state.now());
  for (const incident of state.incidents.values()) {
    for (let due = findNextDue(incident, now); due !== undefined; due = findNextDue(incident, now))
      runAction(state, incident, due);
  }
}

function findNextDue(incident: Incident, now: string): PendingAction | undefined {
  if (incident.pendingActions.length === 0) return undefined;
  const due = incident.pendingActions.filter((action) => action.at <= now);
  return due.toSorted((a, b) => a.at.localeCompare(b.at))[0];
}

function runAction(state: PagerDutyState, incident: Incident, action: PendingAction): void {
  const service = toServiceAgent(incident);
  switch (action.type) {
    case 'escalate':
      escalateTo(state, incident, incident.level + 1, action.at, { kind: 'escalate', by: service });
      restartEscalation(state, incident, action.at);
      recordEvent(state, incident, 'escalated', service, action.at);
      break;
    case 'unacknowledge':
      markTriggered(state, incident, service, action.at);
      break;
    case 'resolve':
      markResolved(state, incident, service, action.at);
      break;
    case 'urgency_change':
      incident.urgency = 'high';
      appendLogEntry(state, incident, 'urgency_change', service, action.at);
      incident.updatedAt = action.at;
      incident.pendingActions = incident.pendingActions.filter((other) => other !== action);
      restartEscalation(state, incident, action.at);
  }
}
