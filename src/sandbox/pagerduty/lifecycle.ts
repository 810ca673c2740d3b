import { after, MINUTE, SECOND } from '../clock.js';
import type { Agent, Incident, LogEntryKind, PendingAction } from './incident-records.js';
import { log, serviceOf } from './log.js';
import { onCallUsers } from './on-call.js';
import { known, type PagerDutyState } from './state.js';

/**
 * The moves of an incident's life (contracts: pagerduty-rest section 11). Each changes the incident it is given, log
 * included, so callers that may still refuse hand in a copy.
 */

/**
 * A resolved incident is reopened for the person who acknowledges it. What an integration acknowledges, its service has:
 * acknowledgers are people or services.
 */
export function acknowledge(state: PagerDutyState, incident: Incident, by: Agent, at: string): void {
  if (incident.status === 'resolved' && by.kind === 'user') assign(state, incident, [by.id], by, at);
  incident.acknowledgements = [{ at, by: by.kind === 'integration' ? serviceOf(incident) : by }];
  incident.mergedIntoId = null;
  log(state, incident, 'acknowledge', by, at);
  enter(state, incident, 'acknowledged', by, at);
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
  readonly by?: Agent;
}

/** Assigns to those on call on a rung of the incident's policy. */
export function callRung(
  state: PagerDutyState,
  incident: Incident,
  level: number,
  at: string,
  { kind, by = serviceOf(incident) }: Handing = { kind: 'assign' },
): void {
  const userIds = onCallUsers(state, incident.escalationPolicyId, level, at);
  incident.assignedVia = 'escalation_policy';
  incident.level = level;
  log(state, incident, kind, by, at, { userIds });
  handTo(state, incident, userIds, by, at);
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
  log(state, incident, 'assign', by, at, { userIds });
  handTo(state, incident, userIds, by, at);
}

/** Nobody is told of what they do themselves (contracts: quirk 32). */
function handTo(state: PagerDutyState, incident: Incident, userIds: readonly string[], by: Agent, at: string): void {
  incident.assignments = userIds.map((userId) => ({ at, userId }));
  incident.updatedAt = at;
  for (const userId of userIds)
    if (userId !== by.id) log(state, incident, 'notify', serviceOf(incident), at, { userIds: [userId] });
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
