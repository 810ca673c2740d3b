import { addMilliseconds, MINUTE, SECOND } from '../../clock.js';
import type { Agent, Incident, LogEntryKind, PendingAction } from '../state/incident-records.js';
import { appendLogEntry, toServiceAgent } from './incident-log.js';
import { findOnCallUserIds } from '../on-calls/on-call-shifts.js';
import { requireRecord, type PagerDutyState } from '../state/pagerduty-state.js';

/**
 * The moves of an incident's life (contracts: pagerduty-rest section 11). Each changes the incident it is given, log
 * included, so callers that may still refuse hand in a copy.
 */

/**
 * Whoever acknowledges an incident has it from then on, and those who had it lose it; that is an entry of its own. How it
 * came to people stays as it was, so that it escalates again when the acknowledgement ends (unverified). A resolved one is
 * reopened for that person. What an integration or an app acknowledges, its service has: acknowledgers are people or
 * services, and nobody is assigned.
 */
export function markAcknowledged(state: PagerDutyState, incident: Incident, by: Agent, at: string): void {
  if (incident.status === 'resolved') incident.assignedVia = 'direct_assignment';
  incident.acknowledgements = [{ at, by: by.kind === 'integration' ? toServiceAgent(incident) : by }];
  incident.mergedIntoId = null;
  appendLogEntry(state, incident, 'acknowledge', by, at);
  if (by.kind === 'user' && !isSoleAssignee(incident, by.id))
    assignAndNotify(state, incident, [by.id], { kind: 'assign', by }, at);
  setStatus(state, incident, 'acknowledged', by, at);
}

function isSoleAssignee({ assignments }: Incident, userId: string): boolean {
  return assignments.length === 1 && assignments[0]?.userId === userId;
}

/** Back to `triggered`: out of an acknowledgement, or reopened to the first rung of its policy. */
export function markTriggered(state: PagerDutyState, incident: Incident, by: Agent, at: string): void {
  const isReopened = incident.status === 'resolved';
  // PagerDuty names no kind of entry for a reopening.
  appendLogEntry(state, incident, isReopened ? 'trigger' : 'unacknowledge', by, at);
  incident.acknowledgements = [];
  incident.mergedIntoId = null;
  if (isReopened) escalateTo(state, incident, 1, at);
  setStatus(state, incident, 'triggered', by, at);
}

/** @param note the resolution: it stands on the log entry and nowhere else */
export function markResolved(state: PagerDutyState, incident: Incident, by: Agent, at: string, note?: string): void {
  incident.acknowledgements = [];
  incident.assignments = [];
  for (const alert of incident.alerts) alert.resolvedAt ??= at;
  appendLogEntry(state, incident, 'resolve', by, at, { note });
  setStatus(state, incident, 'resolved', by, at);
}

/** How an incident comes to people, and who brings it to them; PagerDuty itself unless a person does. */
interface AssignmentCause {
  readonly kind: Extract<LogEntryKind, 'assign' | 'escalate' | 'delegate'>;
  readonly by: Agent;
}

/** Assigns to those on call on a rung of the incident's policy. */
export function escalateTo(
  state: PagerDutyState,
  incident: Incident,
  level: number,
  at: string,
  cause: AssignmentCause = { kind: 'assign', by: toServiceAgent(incident) },
): void {
  const userIds = findOnCallUserIds(state, incident.escalationPolicyId, level, at);
  incident.assignedVia = 'escalation_policy';
  incident.level = level;
  assignAndNotify(state, incident, userIds, cause, at);
}

/** Assigns to people by name; such an incident does not escalate. */
export function assignDirectly(
  state: PagerDutyState,
  incident: Incident,
  userIds: readonly string[],
  by: Agent,
  at: string,
): void {
  incident.assignedVia = 'direct_assignment';
  assignAndNotify(state, incident, userIds, { kind: 'assign', by }, at);
}

/** An entry for each person. Nobody is told of what they do themselves (contracts: quirk 32). */
function assignAndNotify(
  state: PagerDutyState,
  incident: Incident,
  userIds: readonly string[],
  { kind, by }: AssignmentCause,
  at: string,
): void {
  incident.assignments = userIds.map((userId) => ({ at, userId }));
  incident.updatedAt = at;
  for (const userId of userIds) appendLogEntry(state, incident, kind, by, at, { userId });
  for (const userId of userIds) if (userId !== by.id) appendLogEntry(state, incident, 'notify', null, at, { userId });
}

/** What will happen by itself, counted from `at`. A low urgency wakes nobody, so it does not escalate. */
export function computePendingActions(state: PagerDutyState, incident: Incident, at: string): PendingAction[] {
  const service = requireRecord(state.services, incident.serviceId);
  const actions: PendingAction[] = [];
  const canEscalate = incident.urgency === 'high' && incident.assignedVia === 'escalation_policy';
  if (incident.status === 'triggered' && canEscalate) {
    const { rules } = requireRecord(state.escalationPolicies, incident.escalationPolicyId);
    const rule = rules[incident.level - 1];
    if (rule !== undefined && incident.level < rules.length)
      actions.push({ type: 'escalate', at: addMilliseconds(at, rule.delayMinutes * MINUTE) });
  }
  if (incident.status === 'acknowledged' && service.acknowledgementTimeout !== null)
    actions.push({ type: 'unacknowledge', at: addMilliseconds(at, service.acknowledgementTimeout * SECOND) });
  if (incident.status !== 'resolved' && service.autoResolveTimeout !== null)
    actions.push({ type: 'resolve', at: addMilliseconds(at, service.autoResolveTimeout * SECOND) });
  return actions;
}

/** Lets the time until the next rung begin anew at `at`, or end where nothing escalates; the rest stays as it is. */
export function restartEscalation(state: PagerDutyState, incident: Incident, at: string): void {
  const escalate = computePendingActions(state, incident, at).filter((action) => action.type === 'escalate');
  incident.pendingActions = [...escalate, ...incident.pendingActions.filter((action) => action.type !== 'escalate')];
}

function setStatus(state: PagerDutyState, incident: Incident, status: Incident['status'], by: Agent, at: string): void {
  incident.status = status;
  incident.lastStatusChangeAt = at;
  incident.lastStatusChangeBy = by;
  incident.resolvedAt = status === 'resolved' ? at : null;
  incident.updatedAt = at;
  incident.pendingActions = computePendingActions(state, incident, at);
}
