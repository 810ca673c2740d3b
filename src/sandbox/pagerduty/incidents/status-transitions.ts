import { addMilliseconds, MINUTE, SECOND } from '../../clock.js';
import type { Agent, Incident, LogEntryKind, PendingAction } from '../state/incident-records.js';
import { appendLogEntry, toServiceAgent } from './incident-log.js';
import { findOnCallUserIds } from '../on-calls/on-call-shifts.js';
import { requireRecord, type PagerDutyState } from '../state/pagerduty-state.js';
import { recordEvent, recordNote } from '../webhooks/record-event.js';

/**
 * Transitions of an incident (docs/upstream-quirks.md, "PagerDuty: incident life cycle"). Each changes the given
 * incident and its log. Callers that may still fail pass a copy.
 */

/**
 * Acknowledges an incident and assigns it to the acknowledging user alone, which is logged separately. `assignedVia`
 * stays, so that the incident escalates again after the acknowledgement ends (unverified). A resolved incident is
 * reopened and assigned directly. For integrations and apps the service becomes the acknowledger and nobody is
 * assigned.
 */
export function markAcknowledged(state: PagerDutyState, incident: Incident, by: Agent, at: string): void {
  if (incident.status === 'resolved') {
    incident.assignedVia = 'direct_assignment';
    incident.reopenedAt = at;
  }
  incident.acknowledgements = [{ at, by: by.kind === 'integration' ? toServiceAgent(incident) : by }];
  incident.mergedIntoId = null;
  appendLogEntry(state, incident, 'acknowledge', by, at);
  if (by.kind === 'user' && !isSoleAssignee(incident, by.id))
    assignAndNotify(state, incident, [by.id], { kind: 'assign', by }, at);
  setStatus(state, incident, 'acknowledged', by, at);
  recordEvent(state, incident, 'acknowledged', by, at);
}

function isSoleAssignee({ assignments }: Incident, userId: string): boolean {
  return assignments.length === 1 && assignments[0]?.userId === userId;
}

/** Returns to `triggered`. A resolved incident is reopened at the first level of its policy. */
export function markTriggered(state: PagerDutyState, incident: Incident, by: Agent, at: string): void {
  const isReopened = incident.status === 'resolved';
  // PagerDuty documents no log entry type for reopening.
  appendLogEntry(state, incident, isReopened ? 'trigger' : 'unacknowledge', by, at);
  incident.acknowledgements = [];
  incident.mergedIntoId = null;
  if (isReopened) {
    incident.reopenedAt = at;
    escalateTo(state, incident, 1, at);
  }
  setStatus(state, incident, 'triggered', by, at);
  recordEvent(state, incident, isReopened ? 'reopened' : 'unacknowledged', by, at);
}

/**
 * Resolves an incident.
 *
 * @param note the resolution; the log entry contains it, and a webhook of its own (docs/upstream-quirks.md, quirk 151)
 */
export function markResolved(state: PagerDutyState, incident: Incident, by: Agent, at: string, note?: string): void {
  incident.acknowledgements = [];
  incident.assignments = [];
  for (const alert of incident.alerts) alert.resolvedAt ??= at;
  appendLogEntry(state, incident, 'resolve', by, at, { note });
  setStatus(state, incident, 'resolved', by, at);
  recordEvent(state, incident, 'resolved', by, at);
  if (note) recordNote(state, incident, by, at, { id: state.nextId('PNOTE'), content: `Resolution Note: ${note}` });
}

/** Log entry type and agent of an assignment. The agent is PagerDuty unless a user caused it. */
interface AssignmentCause {
  readonly kind: Extract<LogEntryKind, 'assign' | 'escalate' | 'delegate'>;
  readonly by: Agent;
}

/** Assigns the users on call at a level of the policy. */
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

/** Assigns the given users. Such an incident does not escalate. */
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

/** Adds a log entry per user. Users get no notification about what they did themselves (docs/upstream-quirks.md, quirk 32). */
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

/** The pending actions, counted from `at`. Low-urgency incidents do not escalate. */
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

/** Restarts the time to the next escalation at `at`, or removes it if nothing escalates. Other pending actions stay. */
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
