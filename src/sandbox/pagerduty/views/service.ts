import type { EscalationPolicy, Service } from '../records.js';
import { known, serviceStatus, type PagerDutyState } from '../state.js';
import { teamView } from './directory.js';
import { policyView } from './escalation-policy.js';
import { API_HOME, identity, reference, WEB_HOME } from './reference.js';

export function serviceView(state: PagerDutyState, service: Service, include: ReadonlySet<string>): object {
  const policy: EscalationPolicy = known(state.escalationPolicies, service.escalationPolicyId);
  const team = known(state.teams, service.teamId);
  return {
    ...identity('service', service.id, service.name),
    name: service.name,
    description: service.description,
    auto_resolve_timeout: service.autoResolveTimeout,
    acknowledgement_timeout: service.acknowledgementTimeout,
    created_at: service.createdAt,
    status: serviceStatus(state, service),
    last_incident_timestamp: lastIncidentAt(state, service),
    escalation_policy: include.has('escalation_policies')
      ? policyView(state, policy, new Set())
      : reference('escalation_policy', policy),
    teams: [include.has('teams') ? teamView(team) : reference('team', team)],
    integrations: [integration(service, include.has('integrations'))],
    ...urgencyOf(service),
    addons: [],
    alert_creation: 'create_alerts_and_incidents',
    alert_grouping_parameters: { type: null },
    auto_pause_notifications_parameters: { enabled: false, timeout: 120 },
  };
}

function lastIncidentAt(state: PagerDutyState, service: Service): string | null {
  const times = [...state.incidents.values()].filter((i) => i.serviceId === service.id).map((i) => i.createdAt);
  return times.toSorted().at(-1) ?? null;
}

function integration(service: Service, whole: boolean): object {
  const id = service.integrationId;
  const common = {
    id,
    summary: 'Events API v2',
    self: `${API_HOME}/services/${service.id}/integrations/${id}`,
    html_url: `${WEB_HOME}/services/${service.id}/integrations/${id}`,
  };
  if (!whole) return { ...common, type: 'events_api_v2_inbound_integration_reference' };
  return {
    ...common,
    type: 'events_api_v2_inbound_integration',
    name: 'Events API v2',
    created_at: service.createdAt,
    service: reference('service', service),
    vendor: null,
  };
}

function urgencyOf(service: Service): object {
  if (service.urgency !== 'support_hours') {
    return {
      incident_urgency_rule: { type: 'constant', urgency: service.urgency },
      support_hours: null,
      scheduled_actions: [],
    };
  }
  return {
    incident_urgency_rule: {
      type: 'use_support_hours',
      during_support_hours: { type: 'constant', urgency: 'high' },
      outside_support_hours: { type: 'constant', urgency: 'low' },
    },
    support_hours: {
      type: 'fixed_time_per_day',
      time_zone: 'Etc/UTC',
      start_time: '08:00:00',
      end_time: '18:00:00',
      days_of_week: [1, 2, 3, 4, 5],
    },
    scheduled_actions: [
      { type: 'urgency_change', at: { type: 'named_time', name: 'support_hours_start' }, to_urgency: 'high' },
    ],
  };
}
