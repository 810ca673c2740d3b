import type { Agent, Incident, Note } from '../records.js';
import { known, type PagerDutyState } from '../state.js';
import { priorityView, teamView, userView } from './directory.js';
import { policyView } from './escalation-policy.js';
import { API_HOME, identity, reference, WEB_HOME } from './reference.js';
import { serviceView } from './service.js';

const NOTHING: ReadonlySet<string> = new Set();

/** Every field of contracts: pagerduty-rest section 6. `body` and the bridge come only when `include` names them. */
export function incidentView(state: PagerDutyState, incident: Incident, include: ReadonlySet<string>): object {
  const service = known(state.services, incident.serviceId);
  const policy = known(state.escalationPolicies, incident.escalationPolicyId);
  const team = known(state.teams, service.teamId);
  return {
    ...identity('incident', incident.id, `[#${incident.number}] ${incident.title}`),
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
    last_status_change_at: incident.lastStatusChangeAt,
    last_status_change_by: agent(state, incident.lastStatusChangeBy, include),
    resolved_at: incident.resolvedAt,
    first_trigger_log_entry: firstLogEntry(state, incident, include.has('first_trigger_log_entries')),
    alert_counts: alertCounts(incident),
    is_mergeable: incident.mergeable,
    incident_type: { name: incident.incidentType },
    escalation_policy: include.has('escalation_policies')
      ? policyView(state, policy, NOTHING)
      : reference('escalation_policy', policy),
    teams: [include.has('teams') ? teamView(team) : reference('team', team)],
    pending_actions: incident.pendingActions,
    acknowledgements: incident.acknowledgements.map(({ at, userId }) => ({
      at,
      acknowledger: person(state, userId, include, 'acknowledgers'),
    })),
    alert_grouping: null,
    priority: priorityOf(state, incident, include.has('priorities')),
    resolve_reason: null,
    conference_bridge: include.has('conference_bridge') ? incident.conferenceBridge : null,
    incidents_responders: [],
    responder_requests: [],
    urgency: incident.urgency,
    ...(include.has('body') && { body: { type: 'incident_body', details: incident.details } }),
  };
}

/** `users` expands people wherever they stand. */
function person(state: PagerDutyState, userId: string, include: ReadonlySet<string>, role: string): object {
  const user = known(state.users, userId);
  return include.has(role) || include.has('users') ? userView(state, user, NOTHING) : reference('user', user);
}

function agent(state: PagerDutyState, by: Agent, include: ReadonlySet<string>): object {
  if (by.kind === 'user') return person(state, by.id, include, 'agents');
  const service = known(state.services, by.id);
  return include.has('agents') ? serviceView(state, service, NOTHING) : reference('service', service);
}

function alertCounts(incident: Incident): object {
  const open = incident.status === 'resolved' ? 0 : incident.alerts;
  return { all: incident.alerts, triggered: open, resolved: incident.alerts - open };
}

function priorityOf(state: PagerDutyState, incident: Incident, whole: boolean): object | null {
  if (incident.priorityId === null) return null;
  const priority = known(state.priorities, incident.priorityId);
  return whole ? priorityView(priority) : reference('priority', priority);
}

function firstLogEntry(state: PagerDutyState, incident: Incident, whole: boolean): object {
  const service = known(state.services, incident.serviceId);
  const entry = {
    id: incident.logEntryId,
    type: 'trigger_log_entry',
    summary: incident.alerts > 0 ? 'Triggered through an integration' : 'Triggered through the API',
    self: `${API_HOME}/log_entries/${incident.logEntryId}?incident_id=${incident.id}`,
    html_url: `${WEB_HOME}/incidents/${incident.id}/log_entries/${incident.logEntryId}`,
  };
  if (!whole) return { ...entry, type: 'trigger_log_entry_reference' };
  return {
    ...entry,
    created_at: incident.createdAt,
    agent: reference('service', service),
    channel: { type: 'api', summary: incident.title },
    service: reference('service', service),
    incident: reference('incident', { id: incident.id, name: `[#${incident.number}] ${incident.title}` }),
    teams: [],
    contexts: [],
    event_details: { description: incident.title },
  };
}

export function noteView(state: PagerDutyState, note: Note): object {
  return {
    id: note.id,
    user: reference('user', known(state.users, note.userId)),
    channel: { summary: 'The PagerDuty website or APIs' },
    content: note.content,
    created_at: note.createdAt,
    updated_at: note.createdAt,
  };
}
