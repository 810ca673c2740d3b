import { wireIncident } from '../upstream/pagerduty/wire-incident.js';

export type Wire = Readonly<Record<string, unknown>>;

/** PagerDuty's answer to a list of incidents; the changes are those of each incident. */
export function incidentList(changes: readonly Wire[], page: Wire = {}): Wire {
  return { incidents: changes.map(wireIncident), limit: 25, offset: 0, more: false, total: null, ...page };
}

export function oneIncident(changes: Wire = {}): Wire {
  return { incident: wireIncident(changes) };
}

/** A full service, as `include[]=services` and `GET /services/{id}` give it. */
export function wireService(changes: Wire = {}): Wire {
  return {
    id: 'PIJ90N7',
    type: 'service',
    summary: 'Mail',
    html_url: 'https://example.pagerduty.com/service-directory/PIJ90N7',
    name: 'Mail',
    description: 'Incoming and outgoing mail',
    status: 'active',
    escalation_policy: { id: 'PT20YPA', type: 'escalation_policy_reference', summary: 'Mail people' },
    teams: [{ id: 'PQ9K7I8', type: 'team_reference', summary: 'Infrastructure' }],
    ...changes,
  };
}

/** A full user. */
export function wireUser(changes: Wire = {}): Wire {
  return {
    id: 'PXPGF42',
    type: 'user',
    summary: 'Earline Greenholt',
    name: 'Earline Greenholt',
    email: 'earline@example.com',
    time_zone: 'America/Lima',
    avatar_url: 'https://pictures.example/earline',
    ...changes,
  };
}

/** PagerDuty's usual refusal (contracts: pagerduty-rest section 2). */
export function refusal(message: string, code?: number, errors?: readonly string[]): Wire {
  return { error: { message, ...(code !== undefined && { code }), ...(errors && { errors }) } };
}

export const NO_FROM = refusal(
  'You must specify a user\'s email address in the "From" header to perform this action',
  2016,
);
export const UNKNOWN_FROM = refusal('Requester User Not Found', 1008);
export const DUPLICATE = refusal('Arguments Caused Error', 2002, [
  'Open incident with matching dedup key already exists on this service',
]);

/** Cloudflare's envelope around a result. */
export function told(result: unknown, messages: readonly Wire[] = []): Wire {
  return { success: true, errors: [], messages, result };
}

export function failed(code: number, message: string): Wire {
  return { success: false, errors: [{ code, message }], messages: [], result: null };
}
