import { after, MINUTE, SECOND } from '../clock.js';
import { onCallUsers } from './on-call.js';
import type { Agent, Incident, PendingAction } from './records.js';
import { known, type PagerDutyState } from './state.js';

/**
 * The moves of an incident's life (contracts: pagerduty-rest section 11). Each changes the incident it is given, so
 * callers that may still refuse hand in a copy.
 */

export function acknowledge(state: PagerDutyState, incident: Incident, userId: string, at: string): void {
  if (incident.status === 'resolved') assign(incident, [userId], at);
  incident.acknowledgements = [{ at, userId }];
  enter(state, incident, 'acknowledged', { kind: 'user', id: userId }, at);
}

/** Back to `triggered`: out of an acknowledgement, or reopened to the first rung of its policy. */
export function trigger(state: PagerDutyState, incident: Incident, by: Agent, at: string): void {
  if (incident.status === 'resolved') callRung(state, incident, 1, at);
  incident.acknowledgements = [];
  enter(state, incident, 'triggered', by, at);
}

export function resolve(state: PagerDutyState, incident: Incident, by: Agent, at: string): void {
  incident.acknowledgements = [];
  incident.assignments = [];
  enter(state, incident, 'resolved', by, at);
}

/** Assigns to those on call on a rung of the incident's policy. */
export function callRung(state: PagerDutyState, incident: Incident, level: number, at: string): void {
  const users = onCallUsers(state, incident.escalationPolicyId, level, at);
  incident.assignments = users.map((userId) => ({ at, userId }));
  incident.assignedVia = 'escalation_policy';
  incident.level = level;
  incident.updatedAt = at;
}

/** Assigns to people by name; such an incident does not escalate. */
export function assign(incident: Incident, userIds: readonly string[], at: string): void {
  incident.assignments = userIds.map((userId) => ({ at, userId }));
  incident.assignedVia = 'direct_assignment';
  incident.updatedAt = at;
}

/** What will happen by itself, counted from `at`. */
export function pendingActions(state: PagerDutyState, incident: Incident, at: string): PendingAction[] {
  const service = known(state.services, incident.serviceId);
  const pending: PendingAction[] = [];
  if (incident.status === 'triggered' && incident.assignedVia === 'escalation_policy') {
    const { rules } = known(state.escalationPolicies, incident.escalationPolicyId);
    const rule = rules[incident.level - 1];
    if (rule !== undefined && incident.level < rules.length)
      pending.push({ type: 'escalate', at: after(at, rule.delayMinutes * MINUTE) });
  }
  if (incident.status === 'acknowledged' && service.acknowledgementTimeout !== null)
    pending.push({ type: 'unacknowledge', at: after(at, service.acknowledgementTimeout * SECOND) });
  if (incident.status !== 'resolved' && service.autoResolveTimeout !== null)
    pending.push({ type: 'resolve', at: after(at, service.autoResolveTimeout * SECOND) });
  return pending;
}

function enter(state: PagerDutyState, incident: Incident, status: Incident['status'], by: Agent, at: string): void {
  incident.status = status;
  incident.lastStatusChangeAt = at;
  incident.lastStatusChangeBy = by;
  incident.resolvedAt = status === 'resolved' ? at : null;
  incident.updatedAt = at;
  incident.pendingActions = pendingActions(state, incident, at);
}
