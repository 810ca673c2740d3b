import type { Incident } from '../state/incident-records.js';
import type { Integration } from '../state/account-records.js';

/** Where each kind of thing lives in the API and on the web; priorities have no page. */
const PLACES = {
  user: { api: 'users', web: 'users' },
  team: { api: 'teams', web: 'teams' },
  service: { api: 'services', web: 'service-directory' },
  escalation_policy: { api: 'escalation_policies', web: 'escalation_policies' },
  schedule: { api: 'schedules', web: 'schedules' },
  incident: { api: 'incidents', web: 'incidents' },
  priority: { api: 'priorities', web: null },
} as const;

export type Kind = keyof typeof PLACES;

export const API_HOME = 'https://api.pagerduty.com';
export const WEB_HOME = 'https://harbourline.pagerduty.example';

/** The five fields every object begins with. `self` names the real host and is not for following (quirk 50). */
export function identity(kind: Kind, id: string, summary: string) {
  const { api, web } = PLACES[kind];
  return {
    id,
    type: kind as string,
    summary,
    self: `${API_HOME}/${api}/${id}`,
    ...(web !== null && { html_url: `${WEB_HOME}/${web}/${id}` }),
  };
}

export function reference(kind: Kind, record: { readonly id: string; readonly name: string }) {
  return { ...identity(kind, record.id, record.name), type: `${kind}_reference` };
}

export function incidentReference(incident: Pick<Incident, 'id' | 'number' | 'title'>) {
  return reference('incident', { id: incident.id, name: `[#${incident.number}] ${incident.title}` });
}

export function integrationReference({ id, name, serviceId }: Integration) {
  return {
    id,
    type: 'events_api_v2_inbound_integration_reference',
    summary: name,
    self: `${API_HOME}/services/${serviceId}/integrations/${id}`,
    html_url: `${WEB_HOME}/services/${serviceId}/integrations/${id}`,
  };
}
