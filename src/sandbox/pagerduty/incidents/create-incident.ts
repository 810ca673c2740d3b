import { iso } from '../../clock.js';
import { badRequest, duplicateKey, invalidInput, serviceNotFound } from '../http/errors.js';
import type { IncidentDraft } from './request-bodies.js';
import { newIncidentId, openIncident, usualUrgency } from './new-incident.js';
import type { Agent, Incident } from '../state/incident-records.js';
import { acknowledge, assign, callRung, pendingActions } from './status-transitions.js';
import { agentFor, log } from './incident-log.js';
import type { Service, User } from '../state/account-records.js';
import { incidentTypes } from '../seed/incident-types.js';
import { carriesKey, isOpen, outOfUseOf, type PagerDutyState } from '../state/pagerduty-state.js';
import { policyId, priorityId, userId } from './resolve-references.js';

/** Opens an incident or refuses to (contracts: pagerduty-rest section 7.3). */
export function createIncident(state: PagerDutyState, draft: IncidentDraft, actor: User | undefined): Incident {
  const title = draft.title?.trim() ?? '';
  if (title === '') throw invalidInput('Title cannot be empty.');
  const service = serviceTaking(state, draft.service?.id ?? '');
  demandNewKey(state, service, draft.incident_key);
  const assignees = readAssignees(state, draft);
  const incident = begin(state, draft, title, service, agentFor(actor, { serviceId: service.id }));
  const by = agentFor(actor, incident);
  const { createdAt } = incident;
  log(state, incident, 'trigger', by, createdAt, { description: title });
  if (assignees.length > 0) assign(state, incident, assignees, by, createdAt);
  else callRung(state, incident, 1, createdAt);
  incident.pendingActions = pendingActions(state, incident, createdAt);
  // Assigned to oneself it begins acknowledged, and pages nobody (contracts: quirk 32).
  if (actor !== undefined && assignees.includes(actor.id)) acknowledge(state, incident, by, createdAt);
  state.incidents.set(incident.id, incident);
  return incident;
}

/**
 * That services out of use refuse is documented; how the refusal reads is invented (contracts: quirk 120).
 */
function serviceTaking(state: PagerDutyState, id: string): Service {
  const service = state.services.get(id);
  if (service === undefined) throw serviceNotFound();
  const outOfUse = outOfUseOf(state, service);
  if (outOfUse === 'disabled') throw invalidInput('Service is disabled and does not take new incidents');
  if (outOfUse === 'maintenance') throw invalidInput('Service is in maintenance and does not take new incidents');
  return service;
}

function demandNewKey(state: PagerDutyState, service: Service, key: string | null | undefined): void {
  if (!key) return;
  const taken = [...state.incidents.values()].some(
    (other) => isOpen(other) && other.serviceId === service.id && carriesKey(other, key),
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

function begin(state: PagerDutyState, draft: IncidentDraft, title: string, service: Service, by: Agent): Incident {
  const number = state.nextIncidentNumber();
  return openIncident(service, by, iso(state.now()), {
    id: newIncidentId(number),
    number,
    title,
    key: draft.incident_key || state.random.hex(32),
    madeByHand: true,
    urgency: draft.urgency ?? usualUrgency(service, state.now()),
    details: draft.body?.details ?? null,
    incidentType: knownType(draft.incident_type?.name),
    escalationPolicyId: draft.escalation_policy
      ? policyId(state, draft.escalation_policy.id)
      : service.escalationPolicyId,
    priorityId: draft.priority ? priorityId(state, draft.priority) : null,
    conferenceBridge: draft.conference_bridge ?? null,
  });
}

export function knownType(name: string = 'incident_default'): string {
  if (!incidentTypes.some((type) => type.enabled && type.name === name))
    throw badRequest(2001, 'Invalid Input Provided', ['Incident type not found']);
  return name;
}
