import type { EscalationPolicy, Integration, Service } from '../state/account-records.js';
import { known, lastIncidentAt, serviceStatus, type PagerDutyState } from '../state/pagerduty-state.js';
import { teamView } from './user.js';
import { policyView } from './escalation-policy.js';
import { identity, integrationReference, reference } from './reference.js';

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
    integrations: integrationsOf(state, service, include.has('integrations')),
    ...urgencyOf(service),
    addons: [],
    alert_creation: 'create_alerts_and_incidents',
    alert_grouping_parameters: { type: null },
    auto_pause_notifications_parameters: { enabled: false, timeout: 120 },
  };
}

function integrationsOf(state: PagerDutyState, service: Service, whole: boolean): readonly object[] {
  const own = [...state.integrations.values()].filter((integration) => integration.serviceId === service.id);
  return own.map((integration) => (whole ? integrationView(service, integration) : integrationReference(integration)));
}

/** Without the key, which only owners see. */
export function integrationView(service: Service, integration: Integration): object {
  return {
    ...integrationReference(integration),
    type: 'events_api_v2_inbound_integration',
    name: integration.name,
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
