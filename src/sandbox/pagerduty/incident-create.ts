import { iso } from '../clock.js';
import { badRequest, duplicateKey, invalidInput } from './errors.js';
import type { IncidentDraft } from './incident-body.js';
import { acknowledge, assign, callRung, pendingActions } from './lifecycle.js';
import type { Incident, Service, Urgency, User } from './records.js';
import { isOpen, type PagerDutyState } from './state.js';
import { policyId, priorityId, userId } from './targets.js';

/** Opens an incident or refuses to (contracts: pagerduty-rest section 7.3). */
export function createIncident(state: PagerDutyState, draft: IncidentDraft, actor: User): Incident {
  const title = draft.title?.trim() ?? '';
  if (title === '') throw invalidInput("Title can't be blank");
  const service = serviceTaking(state, draft.service.id);
  demandNewKey(state, service, draft.incident_key);
  const assignees = readAssignees(state, draft);
  const at = iso(state.now());
  const incident = blank(state, draft, title, service, actor, at);
  if (assignees.length > 0) assign(incident, assignees, at);
  else callRung(state, incident, 1, at);
  incident.pendingActions = pendingActions(state, incident, at);
  // Assigned to oneself it begins acknowledged, and pages nobody (contracts: quirk 32).
  if (assignees.includes(actor.id)) acknowledge(state, incident, actor.id, at);
  state.incidents.set(incident.id, incident);
  return incident;
}

/**
 * An unknown service is 400/2001 here, since POST /incidents declares no 404 (unverified). That services out of use
 * refuse is documented; how the refusal reads is invented (contracts: quirk 120).
 */
function serviceTaking(state: PagerDutyState, id: string): Service {
  const service = state.services.get(id);
  if (service === undefined) throw invalidInput('Service not found');
  if (service.outOfUse === 'disabled') throw invalidInput('Service is disabled and does not take new incidents');
  if (service.outOfUse === 'maintenance')
    throw invalidInput('Service is in maintenance and does not take new incidents');
  return service;
}

function demandNewKey(state: PagerDutyState, service: Service, key: string | null | undefined): void {
  if (!key) return;
  const taken = [...state.incidents.values()].some(
    (other) => isOpen(other) && other.serviceId === service.id && (other.key === key || other.alertKey === key),
  );
  if (taken) throw duplicateKey();
}

/** The texts are invented; the rules are contracts: quirk 33. */
function readAssignees(state: PagerDutyState, draft: IncidentDraft): readonly string[] {
  const assignments = draft.assignments ?? [];
  if (assignments.length > 0 && draft.escalation_policy)
    throw invalidInput('Assignments and escalation policy cannot be specified together');
  if (assignments.length > 1) throw invalidInput('Only one assignee can be specified');
  return assignments.map(({ assignee }) => userId(state, assignee.id));
}

function blank(
  state: PagerDutyState,
  draft: IncidentDraft,
  title: string,
  service: Service,
  actor: User,
  at: string,
): Incident {
  const number = Math.max(0, ...[...state.incidents.values()].map((incident) => incident.number)) + 1;
  return {
    id: `QINC${String(number).padStart(10, '0')}`,
    number,
    createdAt: at,
    logEntryId: `RLOG${String(number).padStart(10, '0')}`,
    key: draft.incident_key || state.random.hex(32),
    alertKey: null,
    mergeable: true,
    details: draft.body?.details ?? null,
    alerts: 0,
    title,
    updatedAt: at,
    status: 'triggered',
    serviceId: service.id,
    assignments: [],
    assignedVia: 'escalation_policy',
    level: 1,
    lastStatusChangeAt: at,
    lastStatusChangeBy: { kind: 'user', id: actor.id },
    resolvedAt: null,
    incidentType: knownType(draft.incident_type?.name),
    escalationPolicyId: draft.escalation_policy
      ? policyId(state, draft.escalation_policy.id)
      : service.escalationPolicyId,
    pendingActions: [],
    acknowledgements: [],
    priorityId: draft.priority ? priorityId(state, draft.priority) : null,
    urgency: draft.urgency ?? usualUrgency(service, state.now()),
    conferenceBridge: draft.conference_bridge ?? null,
  };
}

const INCIDENT_TYPES = ['incident_default', 'major_incident', 'security_incident'];

export function knownType(name: string = 'incident_default'): string {
  if (!INCIDENT_TYPES.includes(name)) throw badRequest(2001, 'Invalid Input Provided', ['Incident type not found']);
  return name;
}

function usualUrgency(service: Service, at: Date): Urgency {
  if (service.urgency === 'severity_based') return 'high';
  if (service.urgency !== 'support_hours') return service.urgency;
  const workday = at.getUTCDay() >= 1 && at.getUTCDay() <= 5;
  return workday && at.getUTCHours() >= 8 && at.getUTCHours() < 18 ? 'high' : 'low';
}
