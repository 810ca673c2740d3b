import { isOpenAlert } from '../alerts/add-alert.js';
import type { Agent, Incident } from '../state/incident-records.js';
import { isMergeable, known, type PagerDutyState } from '../state/pagerduty-state.js';
import { agentView } from './agent.js';
import { priorityView, teamView } from './user.js';
import { policyView } from './escalation-policy.js';
import { logEntryReference, logEntryView } from './log-entry.js';
import { incidentReference, reference } from './reference.js';
import { responderRequestView, responderView } from './responder.js';
import { serviceView } from './service.js';

const NOTHING: ReadonlySet<string> = new Set();

/** Every field of contracts: pagerduty-rest section 6. `body` and the bridge come only when `include` names them. */
export function incidentView(state: PagerDutyState, incident: Incident, include: ReadonlySet<string>): object {
  const service = known(state.services, incident.serviceId);
  const policy = known(state.escalationPolicies, incident.escalationPolicyId);
  const team = known(state.teams, service.teamId);
  return {
    ...incidentReference(incident),
    type: 'incident',
    incident_number: incident.number,
    title: incident.title,
    created_at: incident.createdAt,
    updated_at: incident.updatedAt,
    status: incident.status,
    incident_key: incident.key,
    service: include.has('services') ? serviceView(state, service, NOTHING) : reference('service', service),
    assignments: incident.assignments.map(({ at, userId }) => ({
      at,
      assignee: person(state, userId, include, 'assignees'),
    })),
    assigned_via: incident.assignedVia,
    // Of a triggered incident it is no date of its status (contracts: quirk 190).
    last_status_change_at: incident.status === 'triggered' ? incident.updatedAt : incident.lastStatusChangeAt,
    last_status_change_by: agent(state, incident.lastStatusChangeBy, include, 'agents'),
    resolved_at: incident.resolvedAt,
    first_trigger_log_entry: firstLogEntry(state, incident, include.has('first_trigger_log_entries')),
    alert_counts: alertCounts(incident),
    is_mergeable: isMergeable(incident),
    incident_type: { name: incident.incidentType },
    escalation_policy: include.has('escalation_policies')
      ? policyView(state, policy, NOTHING)
      : reference('escalation_policy', policy),
    teams: [include.has('teams') ? teamView(team) : reference('team', team)],
    pending_actions: incident.pendingActions,
    acknowledgements: incident.acknowledgements.map(({ at, by }) => ({
      at,
      acknowledger: agent(state, by, include, 'acknowledgers'),
    })),
    alert_grouping: null,
    priority: priorityOf(state, incident, include.has('priorities')),
    resolve_reason: resolveReason(state, incident),
    conference_bridge: include.has('conference_bridge') ? incident.conferenceBridge : null,
    incidents_responders: incident.responders.map((one) => responderView(state, incident, one)),
    responder_requests: incident.responderRequests.map((one) => responderRequestView(state, incident, one)),
    urgency: incident.urgency,
    ...(include.has('body') &&
      incident.details !== null && { body: { type: 'incident_body', details: incident.details } }),
  };
}

/** `users` expands people wherever they stand. */
function person(state: PagerDutyState, userId: string, include: ReadonlySet<string>, role: string): object {
  return agentView(state, { kind: 'user', id: userId }, include.has(role) || include.has('users'));
}

/** Services and integrations can act too. */
function agent(state: PagerDutyState, by: Agent, include: ReadonlySet<string>, role: string): object {
  return by.kind === 'user' ? person(state, by.id, include, role) : agentView(state, by, include.has(role));
}

function alertCounts({ alerts }: Incident): object {
  const open = alerts.filter(isOpenAlert).length;
  return { all: alerts.length, triggered: open, resolved: alerts.length - open };
}

function priorityOf(state: PagerDutyState, incident: Incident, whole: boolean): object | null {
  if (incident.priorityId === null) return null;
  const priority = known(state.priorities, incident.priorityId);
  return whole ? priorityView(priority) : reference('priority', priority);
}

function firstLogEntry(state: PagerDutyState, incident: Incident, whole: boolean): object | null {
  const [first] = incident.log;
  if (first === undefined) return null;
  return whole ? logEntryView(state, incident, first, NOTHING) : logEntryReference(state, incident, first);
}

function resolveReason(state: PagerDutyState, { mergedIntoId }: Incident): object | null {
  const into = mergedIntoId === null ? undefined : state.incidents.get(mergedIntoId);
  return into === undefined ? null : { type: 'merge_resolve_reason', incident: incidentReference(into) };
}
