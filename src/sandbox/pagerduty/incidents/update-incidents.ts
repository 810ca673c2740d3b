import { toIsoSeconds } from '../../clock.js';
import { badRequest, invalidStatus, invalidInput, notFound, serviceNotFound } from '../http/errors.js';
import type { IncidentUpdateBody, SingleIncidentUpdateBody } from './request-bodies.js';
import { updateFields } from './update-fields.js';
import type { Agent, Incident } from '../state/incident-records.js';
import {
  markAcknowledged,
  assignDirectly,
  escalateTo,
  computePendingActions,
  markResolved,
  markTriggered,
} from './status-transitions.js';
import { toAgent } from './incident-log.js';
import type { User } from '../state/account-records.js';
import { requireRecord, type PagerDutyState } from '../state/pagerduty-state.js';
import { requireUserId } from './resolve-references.js';
import { recordEvent } from '../webhooks/record-event.js';

export interface UpdateRules {
  /** Undefined for an app. */
  readonly actor: User | undefined;
  /**
   * Result of resolving a resolved incident: an error (1001) or no change. Unverified (docs/upstream-quirks.md, quirk
   * 38).
   */
  readonly repeatedResolve: 'refused' | 'accepted';
}

/** Finds an incident by id or number (docs/upstream-quirks.md, quirk 48) or throws 404 with code 2100. */
export function requireIncident(state: PagerDutyState, idOrNumber: string): Incident {
  const isNumber = /^\d+$/.test(idOrNumber);
  const incident = isNumber
    ? [...state.incidents.values()].find((candidate) => candidate.number === Number(idOrNumber))
    : state.incidents.get(idOrNumber);
  if (incident === undefined) throw notFound();
  return incident;
}

export function updateIncident(
  state: PagerDutyState,
  idOrNumber: string,
  change: SingleIncidentUpdateBody,
  rules: UpdateRules,
): Incident {
  const draft = structuredClone(requireIncident(state, idOrNumber));
  if (change.service !== undefined) {
    if (!state.services.has(change.service.id)) throw serviceNotFound();
    moveToService(state, draft, change.service.id, rules);
  }
  applyChange(state, draft, change, rules);
  state.incidents.set(draft.id, draft);
  return draft;
}

/** No log entry type is known for the move (docs/upstream-quirks.md, quirk 156). */
function moveToService(state: PagerDutyState, incident: Incident, serviceId: string, { actor }: UpdateRules): void {
  if (incident.serviceId === serviceId) return;
  incident.serviceId = serviceId;
  const at = toIsoSeconds(state.now());
  incident.updatedAt = at;
  recordEvent(state, incident, 'service_updated', toAgent(actor, incident), at);
}

/**
 * All changes apply or none. An unknown id is 400 with code 1004, because PUT /incidents declares no 404 (unverified,
 * docs/upstream-quirks.md, quirk 15).
 */
export function updateIncidents(
  state: PagerDutyState,
  changes: readonly (IncidentUpdateBody & { readonly id: string })[],
  rules: UpdateRules,
): readonly Incident[] {
  const drafts = new Map<string, Incident>();
  for (const change of changes) {
    const incident = drafts.get(change.id) ?? structuredClone(state.incidents.get(change.id));
    if (incident === undefined) throw badRequest(1004, 'Invalid ID Provided', [`${change.id} is not an incident`]);
    applyChange(state, incident, change, rules);
    drafts.set(change.id, incident);
  }
  for (const draft of drafts.values()) state.incidents.set(draft.id, draft);
  return [...drafts.values()];
}

function applyChange(state: PagerDutyState, incident: Incident, change: IncidentUpdateBody, rules: UpdateRules): void {
  const at = toIsoSeconds(state.now());
  const by = toAgent(rules.actor, incident);
  updateFields(state, incident, change, by, at);
  if (change.status !== undefined) changeStatus(state, incident, change, rules, at);
  changeAssignment(state, incident, change, by, at);
}

/**
 * Acknowledging an acknowledged incident is accepted and changes nothing, not even its timer (unverified,
 * docs/upstream-quirks.md, quirk 39).
 */
function changeStatus(
  state: PagerDutyState,
  incident: Incident,
  { status, resolution }: IncidentUpdateBody,
  { actor, repeatedResolve }: UpdateRules,
  at: string,
): void {
  const by = toAgent(actor, incident);
  const isSameStatus = incident.status === status;
  switch (status) {
    case 'acknowledged':
      if (!isSameStatus) markAcknowledged(state, incident, by, at);
      return;
    case 'resolved':
      if (!isSameStatus) markResolved(state, incident, by, at, resolution);
      else if (repeatedResolve === 'refused') throw badRequest(1001, 'Incident Already Resolved');
      return;
    case 'triggered':
      if (!isSameStatus) markTriggered(state, incident, by, at);
      return;
    default:
      throw invalidStatus();
  }
}

/** A resolved incident keeps no assignees. */
function changeAssignment(
  state: PagerDutyState,
  incident: Incident,
  change: IncidentUpdateBody,
  by: Agent,
  at: string,
): void {
  const { assignments, escalation_policy: policy, escalation_level: level } = change;
  if (assignments && policy) throw invalidInput('Assignments and escalation policy cannot be specified together');
  const levelCount = requireRecord(state.escalationPolicies, incident.escalationPolicyId).rules.length;
  // Low-urgency incidents do not escalate, so their level cannot change.
  const cannotEscalate = level !== undefined && (level < 1 || level > levelCount || incident.urgency === 'low');
  if (cannotEscalate) throw badRequest(1006, 'Cannot Escalate');
  const assignees = assignments?.map(({ assignee }) => requireUserId(state, assignee.id));
  if (incident.status === 'resolved') return;
  if (assignees) assignDirectly(state, incident, assignees, by, at);
  else if (policy) escalateTo(state, incident, level ?? 1, at, { kind: 'delegate', by });
  else if (level !== undefined) escalateTo(state, incident, level, at, { kind: 'escalate', by });
  else return;
  if (incident.status === 'triggered') incident.pendingActions = computePendingActions(state, incident, at);
  recordEvent(state, incident, assignees ? 'reassigned' : policy ? 'delegated' : 'escalated', by, at);
}
