import type { Incident } from '../state/incident-records.js';
import type { Integration } from '../state/account-records.js';

/** Path segments by record kind in the API and on the web. Priorities have no web page. */
const PATHS = {
  user: { api: 'users', web: 'users' },
  team: { api: 'teams', web: 'teams' },
  service: { api: 'services', web: 'service-directory' },
  escalation_policy: { api: 'escalation_policies', web: 'escalation_policies' },
  schedule: { api: 'schedules', web: 'schedules' },
  incident: { api: 'incidents', web: 'incidents' },
  incident_workflow: { api: 'incident_workflows', web: 'incident_workflows' },
  priority: { api: 'priorities', web: null },
} as const;

export type RecordKind = keyof typeof PATHS;

export const API_ORIGIN = 'https://api.pagerduty.com';
export const WEB_ORIGIN = 'https://harbourline.pagerduty.example';

/**
 * The five common fields of all objects. `self` names the real host and must not be followed (docs/upstream-quirks.md,
 * quirk 50).
 */
export function renderIdentity(kind: RecordKind, id: string, summary: string) {
  const { api, web } = PATHS[kind];
  return {
    id,
    type: kind as string,
    summary,
    self: `${API_ORIGIN}/${api}/${id}`,
    ...(web !== null && { html_url: `${WEB_ORIGIN}/${web}/${id}` }),
  };
}

export function renderReference(kind: RecordKind, record: { readonly id: string; readonly name: string }) {
  return { ...renderIdentity(kind, record.id, record.name), type: `${kind}_reference` };
}

export function renderIncidentReference(incident: Pick<Incident, 'id' | 'number' | 'title'>) {
  return renderReference('incident', { id: incident.id, name: `[#${incident.number}] ${incident.title}` });
}

export function renderIntegrationReference({ id, name, serviceId }: Integration) {
  return {
    id,
    type: 'events_api_v2_inbound_integration_reference',
    summary: name,
    self: `${API_ORIGIN}/services/${serviceId}/integrations/${id}`,
    html_url: `${WEB_ORIGIN}/services/${serviceId}/integrations/${id}`,
  };
}
