import type { EscalationPolicy, Integration, Service } from '../state/account-records.js';
import { requireRecord, type PagerDutyState } from '../state/pagerduty-state.js';
import { renderEscalationPolicy } from './escalation-policy.js';
import { renderIdentity, renderIntegrationReference, renderReference } from './reference.js';
import { NO_INCLUDES } from '../http/query-parameters.js';
import { renderTeam } from './team.js';
import { findLastIncidentAt, computeServiceStatus } from '../services/service-status.js';

export function renderService(state: PagerDutyState, service: Service, include: ReadonlySet<string>): object {
  const policy: EscalationPolicy = requireRecord(state.escalationPolicies, service.escalationPolicyId);
  const team = requireRecord(state.teams, service.teamId);
  return {
    ...renderIdentity('service', service.id, service.name),
    name: service.name,
    description: service.description,
    auto_resolve_timeout: service.autoResolveTimeout,
    acknowledgement_timeout: service.acknowledgementTimeout,
    created_at: service.createdAt,
    status: computeServiceStatus(state, service),
    last_incident_timestamp: findLastIncidentAt(state, service),
    escalation_policy: include.has('escalation_policies')
      ? renderEscalationPolicy(state, policy, NO_INCLUDES)
      : renderReference('escalation_policy', policy),
    teams: [include.has('teams') ? renderTeam(team) : renderReference('team', team)],
    integrations: renderIntegrations(state, service, include.has('integrations')),
    ...renderUrgencyRule(service),
    addons: [],
    alert_creation: 'create_alerts_and_incidents',
    alert_grouping_parameters: { type: null },
    auto_pause_notifications_parameters: { enabled: false, timeout: 120 },
  };
}

function renderIntegrations(state: PagerDutyState, service: Service, isExpanded: boolean): readonly object[] {
  const integrations = [...state.integrations.values()].filter((integration) => integration.serviceId === service.id);
  return integrations.map((integration) =>
    isExpanded ? renderIntegration(service, integration) : renderIntegrationReference(integration),
  );
}

/** Without the routing key, which only owners see. */
export function renderIntegration(service: Service, integration: Integration): object {
  return {
    ...renderIntegrationReference(integration),
    type: 'events_api_v2_inbound_integration',
    name: integration.name,
    created_at: service.createdAt,
    service: renderReference('service', service),
    vendor: null,
  };
}

function renderUrgencyRule(service: Service): object {
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
