import { isOpenAlert } from '../alerts/add-alert.js';
import type { Agent, Incident } from '../state/incident-records.js';
import { requireRecord, type PagerDutyState } from '../state/pagerduty-state.js';
import { renderAgent } from './agent.js';
import { renderEscalationPolicy } from './escalation-policy.js';
import { renderLogEntryReference, renderLogEntry } from './log-entry.js';
import { renderIncidentReference, renderReference } from './reference.js';
import { renderResponderRequest, renderResponder } from './responder.js';
import { renderService } from './service.js';
import { NO_INCLUDES } from '../http/query-parameters.js';
import { renderPriority } from './priority.js';
import { renderTeam } from './team.js';
import { isMergeable } from '../incidents/incident-predicates.js';

/**
 * Renders an incident (docs/upstream-quirks.md, "PagerDuty: the incident"). `body` and the bridge are included on
 * request only.
 */
export function renderIncident(state: PagerDutyState, incident: Incident, include: ReadonlySet<string>): object {
  const service = requireRecord(state.services, incident.serviceId);
  const policy = requireRecord(state.escalationPolicies, incident.escalationPolicyId);
  const team = requireRecord(state.teams, service.teamId);
  return {
    ...renderIncidentReference(incident),
    type: 'incident',
    incident_number: incident.number,
    title: incident.title,
    created_at: incident.createdAt,
    updated_at: incident.updatedAt,
    status: incident.status,
    incident_key: incident.key,
    service: include.has('services') ? renderService(state, service, NO_INCLUDES) : renderReference('service', service),
    assignments: renderAssignments(state, incident, include),
    assigned_via: incident.assignedVia,
    // For a triggered incident the field is not the time of its status (docs/upstream-quirks.md, quirk 190).
    last_status_change_at: incident.status === 'triggered' ? incident.updatedAt : incident.lastStatusChangeAt,
    last_status_change_by: renderActingAgent(state, incident.lastStatusChangeBy, include, 'agents'),
    resolved_at: incident.resolvedAt,
    first_trigger_log_entry: renderFirstLogEntry(state, incident, include.has('first_trigger_log_entries')),
    alert_counts: countAlerts(incident),
    is_mergeable: isMergeable(incident),
    incident_type: { name: incident.incidentType },
    escalation_policy: include.has('escalation_policies')
      ? renderEscalationPolicy(state, policy, NO_INCLUDES)
      : renderReference('escalation_policy', policy),
    teams: [include.has('teams') ? renderTeam(team) : renderReference('team', team)],
    pending_actions: incident.pendingActions,
    acknowledgements: renderAcknowledgements(state, incident, include),
    alert_grouping: null,
    priority: renderIncidentPriority(state, incident, include.has('priorities')),
    resolve_reason: renderResolveReason(state, incident),
    conference_bridge: include.has('conference_bridge') ? incident.conferenceBridge : null,
    ...renderResponderFields(state, incident),
    urgency: incident.urgency,
    ...(include.has('body') &&
      incident.details !== null && { body: { type: 'incident_body', details: incident.details } }),
  };
}

function renderAssignments(state: PagerDutyState, { assignments }: Incident, include: ReadonlySet<string>) {
  return assignments.map(({ at, userId }) => ({ at, assignee: renderPerson(state, userId, include, 'assignees') }));
}

function renderAcknowledgements(state: PagerDutyState, { acknowledgements }: Incident, include: ReadonlySet<string>) {
  return acknowledgements.map(({ at, by }) => ({
    at,
    acknowledger: renderActingAgent(state, by, include, 'acknowledgers'),
  }));
}

function renderResponderFields(state: PagerDutyState, incident: Incident): object {
  return {
    incidents_responders: incident.responders.map((responder) => renderResponder(state, incident, responder)),
    responder_requests: incident.responderRequests.map((request) => renderResponderRequest(state, incident, request)),
  };
}

/** `users` expands users in every role. */
function renderPerson(state: PagerDutyState, userId: string, include: ReadonlySet<string>, role: string): object {
  return renderAgent(state, { kind: 'user', id: userId }, include.has(role) || include.has('users'));
}

/** The agent may also be a service or an integration. */
function renderActingAgent(state: PagerDutyState, by: Agent, include: ReadonlySet<string>, role: string): object {
  return by.kind === 'user' ? renderPerson(state, by.id, include, role) : renderAgent(state, by, include.has(role));
}

function countAlerts({ alerts }: Incident): object {
  const open = alerts.filter(isOpenAlert).length;
  return { all: alerts.length, triggered: open, resolved: alerts.length - open };
}

function renderIncidentPriority(state: PagerDutyState, incident: Incident, isExpanded: boolean): object | null {
  if (incident.priorityId === null) return null;
  const priority = requireRecord(state.priorities, incident.priorityId);
  return isExpanded ? renderPriority(priority) : renderReference('priority', priority);
}

function renderFirstLogEntry(state: PagerDutyState, incident: Incident, isExpanded: boolean): object | null {
  const [first] = incident.log;
  if (first === undefined) return null;
  return isExpanded
    ? renderLogEntry(state, incident, first, NO_INCLUDES)
    : renderLogEntryReference(state, incident, first);
}

function renderResolveReason(state: PagerDutyState, { mergedIntoId }: Incident): object | null {
  const target = mergedIntoId === null ? undefined : state.incidents.get(mergedIntoId);
  return target === undefined ? null : { type: 'merge_resolve_reason', incident: renderIncidentReference(target) };
}
