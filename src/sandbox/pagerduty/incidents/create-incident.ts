import { toIsoSeconds } from '../../clock.js';
import { badRequest, duplicateKey, invalidInput, serviceNotFound } from '../http/errors.js';
import type { IncidentCreateBody } from './request-bodies.js';
import { toIncidentId, buildTriggeredIncident, resolveUrgency } from './new-incident.js';
import type { Agent, Incident } from '../state/incident-records.js';
import { markAcknowledged, assignDirectly, escalateTo, computePendingActions } from './status-transitions.js';
import { toAgent, appendLogEntry } from './incident-log.js';
import type { Service, User } from '../state/account-records.js';
import { incidentTypes } from '../seed/incident-types.js';
import { type PagerDutyState } from '../state/pagerduty-state.js';
import { requirePolicyId, requirePriorityId, requireUserId } from './resolve-references.js';
import { hasDedupKey, isOpen } from './incident-predicates.js';
import { findUnavailability } from '../services/service-status.js';
import { recordEvent } from '../webhooks/record-event.js';

/** Creates an incident or throws (docs/upstream-quirks.md, "PagerDuty: creating an incident"). */
export function createIncident(state: PagerDutyState, request: IncidentCreateBody, actor: User | undefined): Incident {
  const title = request.title?.trim() ?? '';
  if (title === '') throw invalidInput('Title cannot be empty.');
  const service = requireServiceForIncident(state, request.service?.id ?? '');
  requireUnusedKey(state, service, request.incident_key);
  const assignees = parseAssignees(state, request);
  const incident = buildIncident(state, request, title, service, toAgent(actor, { serviceId: service.id }));
  const by = toAgent(actor, incident);
  const { createdAt } = incident;
  appendLogEntry(state, incident, 'trigger', by, createdAt, { description: title });
  if (assignees.length > 0) assignDirectly(state, incident, assignees, by, createdAt);
  else escalateTo(state, incident, 1, createdAt);
  incident.pendingActions = computePendingActions(state, incident, createdAt);
  recordEvent(state, incident, 'triggered', by, createdAt);
  // An incident assigned to its creator starts acknowledged and notifies nobody (docs/upstream-quirks.md, quirk 32).
  if (actor !== undefined && assignees.includes(actor.id)) markAcknowledged(state, incident, by, createdAt);
  state.incidents.set(incident.id, incident);
  return incident;
}

/**
 * Disabled services and services in maintenance reject incidents. The messages are invented (docs/upstream-quirks.md,
 * quirk 120).
 */
function requireServiceForIncident(state: PagerDutyState, id: string): Service {
  const service = state.services.get(id);
  if (service === undefined) throw serviceNotFound();
  const unavailability = findUnavailability(state, service);
  if (unavailability === 'disabled') throw invalidInput('Service is disabled and does not take new incidents');
  if (unavailability === 'maintenance') throw invalidInput('Service is in maintenance and does not take new incidents');
  return service;
}

function requireUnusedKey(state: PagerDutyState, service: Service, key: string | null | undefined): void {
  if (!key) return;
  const isTaken = [...state.incidents.values()].some(
    (other) => isOpen(other) && other.serviceId === service.id && hasDedupKey(other, key),
  );
  if (isTaken) throw duplicateKey();
}

/** The messages are invented, the rules are PagerDuty's (docs/upstream-quirks.md, quirk 33). */
function parseAssignees(state: PagerDutyState, request: IncidentCreateBody): readonly string[] {
  const assignments = request.assignments ?? [];
  if (assignments.length > 0 && request.escalation_policy)
    throw invalidInput('Assignments and escalation policy cannot be specified together');
  if (assignments.length > 1) throw invalidInput('Only one assignee can be specified');
  return assignments.map(({ assignee }) => requireUserId(state, assignee.id));
}

function buildIncident(
  state: PagerDutyState,
  request: IncidentCreateBody,
  title: string,
  service: Service,
  by: Agent,
): Incident {
  const number = state.nextIncidentNumber();
  return buildTriggeredIncident(service, by, toIsoSeconds(state.now()), {
    id: toIncidentId(number),
    number,
    title,
    key: request.incident_key || state.random.hex(32),
    isManual: true,
    urgency: request.urgency ?? resolveUrgency(service, state.now()),
    details: request.body?.details ?? null,
    incidentType: requireIncidentType(request.incident_type?.name),
    escalationPolicyId: request.escalation_policy
      ? requirePolicyId(state, request.escalation_policy.id)
      : service.escalationPolicyId,
    priorityId: request.priority ? requirePriorityId(state, request.priority) : null,
    conferenceBridge: request.conference_bridge ?? null,
  });
}

export function requireIncidentType(name: string = 'incident_default'): string {
  if (!incidentTypes.some((type) => type.enabled && type.name === name))
    throw badRequest(2001, 'Invalid Input Provided', ['Incident type not found']);
  return name;
}
