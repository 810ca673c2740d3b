import { after, MINUTE, SECOND } from '../../clock.js';
import type { Agent, Incident, LogEntryKind, PendingAction } from '../state/incident-records.js';
import { log, serviceOf } from './incident-log.js';
import { onCallUsers } from '../on-calls/on-call-shifts.js';
import { known, type PagerDutyState } from '../state/pagerduty-state.js';

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
export function acknowledge(state: PagerDutyState, incident: Incident, by: Agent, at: string): void {
  if (incident.status === 'resolved') incident.assignedVia = 'direct_assignment';
  incident.acknowledgements = [{ at, by: by.kind === 'integration' ? serviceOf(incident) : by }];
  incident.mergedIntoId = null;
  log(state, incident, 'acknowledge', by, at);
  if (by.kind === 'user' && !isAloneWith(incident, by.id)) handTo(state, incident, [by.id], { kind: 'assign', by }, at);
  enter(state, incident, 'acknowledged', by, at);
}

function isAloneWith({ assignments }: Incident, userId: string): boolean {
  return assignments.length === 1 && assignments[0]?.userId === userId;
}

/** Back to `triggered`: out of an acknowledgement, or reopened to the first rung of its policy. */
export function trigger(state: PagerDutyState, incident: Incident, by: Agent, at: string): void {
  const reopened = incident.status === 'resolved';
  // PagerDuty names no kind of entry for a reopening.
  log(state, incident, reopened ? 'trigger' : 'unacknowledge', by, at);
  incident.acknowledgements = [];
  incident.mergedIntoId = null;
  if (reopened) callRung(state, incident, 1, at);
  enter(state, incident, 'triggered', by, at);
}

/** @param note the resolution: it stands on the log entry and nowhere else */
export function resolve(state: PagerDutyState, incident: Incident, by: Agent, at: string, note?: string): void {
  incident.acknowledgements = [];
  incident.assignments = [];
  for (const alert of incident.alerts) alert.resolvedAt ??= at;
  log(state, incident, 'resolve', by, at, { note });
  enter(state, incident, 'resolved', by, at);
}

/** How an incident comes to people, and who brings it to them; PagerDuty itself unless a person does. */
interface Handing {
  readonly kind: Extract<LogEntryKind, 'assign' | 'escalate' | 'delegate'>;
  readonly by: Agent;
}

/** Assigns to those on call on a rung of the incident's policy. */
export function callRung(
  state: PagerDutyState,
  incident: Incident,
  level: number,
  at: string,
  handing: Handing = { kind: 'assign', by: serviceOf(incident) },
): void {
  const userIds = onCallUsers(state, incident.escalationPolicyId, level, at);
  incident.assignedVia = 'escalation_policy';
  incident.level = level;
  handTo(state, incident, userIds, handing, at);
}

/** Assigns to people by name; such an incident does not escalate. */
export function assign(
  state: PagerDutyState,
  incident: Incident,
  userIds: readonly string[],
  by: Agent,
  at: string,
): void {
  incident.assignedVia = 'direct_assignment';
  handTo(state, incident, userIds, { kind: 'assign', by }, at);
}

/** An entry for each person. Nobody is told of what they do themselves (contracts: quirk 32). */
function handTo(
  state: PagerDutyState,
  incident: Incident,
  userIds: readonly string[],
  { kind, by }: Handing,
  at: string,
): void {
  incident.assignments = userIds.map((userId) => ({ at, userId }));
  incident.updatedAt = at;
  for (const userId of userIds) log(state, incident, kind, by, at, { userId });
  for (const userId of userIds) if (userId !== by.id) log(state, incident, 'notify', null, at, { userId });
}

/** What will happen by itself, counted from `at`. A low urgency wakes nobody, so it does not escalate. */
export function pendingActions(state: PagerDutyState, incident: Incident, at: string): PendingAction[] {
  const service = known(state.services, incident.serviceId);
  const pending: PendingAction[] = [];
  const escalates = incident.urgency === 'high' && incident.assignedVia === 'escalation_policy';
  if (incident.status === 'triggered' && escalates) {
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

/** Lets the time until the next rung begin anew at `at`, or end where nothing escalates; the rest stays as it is. */
export function renewEscalation(state: PagerDutyState, incident: Incident, at: string): void {
  const escalate = pendingActions(state, incident, at).filter((action) => action.type === 'escalate');
  incident.pendingActions = [...escalate, ...incident.pendingActions.filter((action) => action.type !== 'escalate')];
}

function enter(state: PagerDutyState, incident: Incident, status: Incident['status'], by: Agent, at: string): void {
  incident.status = status;
  incident.lastStatusChangeAt = at;
  incident.lastStatusChangeBy = by;
  incident.resolvedAt = status === 'resolved' ? at : null;
  incident.updatedAt = at;
  incident.pendingActions = pendingActions(state, incident, at);
}
