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

export interface UpdateRules {
  /** Nobody for an app. */
  readonly actor: User | undefined;
  /** Whether resolving what is resolved is a refusal (1001) or changes nothing; unverified (contracts: quirk 38). */
  readonly repeatedResolve: 'refused' | 'accepted';
}

/** By id or number (contracts: quirk 48); 404/2100 for neither. */
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
    draft.serviceId = change.service.id;
  }
  applyChange(state, draft, change, rules);
  state.incidents.set(draft.id, draft);
  return draft;
}

/** All or nothing. An unknown id is 400/1004: PUT /incidents declares no 404 (unverified, contracts: quirk 15). */
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

/** Acknowledging what is acknowledged is accepted and changes nothing, its timer included (unverified, quirk 39). */
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

/** Whoever is resolved stays without assignees. */
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
  // A low urgency does not escalate, so it has no level to be moved to.
  const cannotEscalate = level !== undefined && (level < 1 || level > levelCount || incident.urgency === 'low');
  if (cannotEscalate) throw badRequest(1006, 'Cannot Escalate');
  const assignees = assignments?.map(({ assignee }) => requireUserId(state, assignee.id));
  if (incident.status === 'resolved') return;
  if (assignees) assignDirectly(state, incident, assignees, by, at);
  else if (policy) escalateTo(state, incident, level ?? 1, at, { kind: 'delegate', by });
  else if (level !== undefined) escalateTo(state, incident, level, at, { kind: 'escalate', by });
  else return;
  if (incident.status === 'triggered') incident.pendingActions = computePendingActions(state, incident, at);
}
