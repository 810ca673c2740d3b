import type { Agent, Incident } from '../state/incident-records.js';
import { requireRecord, type PagerDutyState } from '../state/pagerduty-state.js';
import type { WebhookEvent } from '../state/webhook-records.js';
import { renderIdentity, renderReference, WEB_ORIGIN } from './reference.js';

/** The body of a webhook (docs/upstream-quirks.md, "PagerDuty: webhook bodies"). `client` is always null. */
export function renderWebhookBody({ id, type, occurredAt, agent, data }: WebhookEvent): object {
  const [resourceType] = type.split('.', 1);
  return {
    event: {
      id,
      event_type: type,
      resource_type: resourceType,
      occurred_at: occurredAt,
      agent,
      client: null,
      data,
    },
  };
}

/** Only users are named; services, integrations and apps are automation. */
export function renderWebhookAgent(state: PagerDutyState, by: Agent): object | null {
  return by.kind === 'user' ? renderReference('user', requireRecord(state.users, by.id)) : null;
}

/** The summary is the title alone, without the number. */
export function renderWebhookIncidentReference({ id, title }: Pick<Incident, 'id' | 'title'>): object {
  return renderReference('incident', { id, name: title });
}

/** An incident as webhooks show it: other fields than in the REST API, and no `updated_at`. */
export function renderWebhookIncident(state: PagerDutyState, incident: Incident): object {
  const service = requireRecord(state.services, incident.serviceId);
  const { summary: _title, ...identity } = renderIdentity('incident', incident.id, incident.title);
  return {
    ...identity,
    number: incident.number,
    status: incident.status,
    incident_key: incident.key,
    created_at: incident.createdAt,
    reopened_at: incident.reopenedAt,
    title: incident.title,
    service: renderReference('service', service),
    assignees: incident.assignments.map(({ userId }) => renderReference('user', requireRecord(state.users, userId))),
    escalation_policy: renderReference(
      'escalation_policy',
      requireRecord(state.escalationPolicies, incident.escalationPolicyId),
    ),
    teams: [renderReference('team', requireRecord(state.teams, service.teamId))],
    priority: renderWebhookPriority(state, incident),
    urgency: incident.urgency,
    conference_bridge: renderWebhookBridge(incident),
    resolve_reason: renderMergeReason(state, incident),
    incident_type: { name: incident.incidentType },
  };
}

function renderWebhookPriority(state: PagerDutyState, { priorityId }: Incident): object | null {
  if (priorityId === null) return null;
  const reference = renderReference('priority', requireRecord(state.priorities, priorityId));
  return { ...reference, html_url: `${WEB_ORIGIN}/account/settings/incidents` };
}

/** The bridge after a change. The numbers are null if only an address is known. */
export function renderChangedBridge({ conferenceBridge }: Incident): object {
  const { conference_number: number, conference_url: url = null } = conferenceBridge ?? {};
  return {
    conference_numbers: number === undefined ? null : [{ label: '', number }],
    conference_url: url,
    type: 'incident_conference_bridge',
  };
}

function renderWebhookBridge({ conferenceBridge }: Incident): object | null {
  if (conferenceBridge === null) return null;
  const { conference_number = null, conference_url = null } = conferenceBridge;
  return { conference_number, conference_url };
}

function renderMergeReason(state: PagerDutyState, { mergedIntoId }: Incident): object | null {
  const target = mergedIntoId === null ? undefined : state.incidents.get(mergedIntoId);
  return target === undefined
    ? null
    : { type: 'merge_resolve_reason', incident: renderWebhookIncidentReference(target) };
}
