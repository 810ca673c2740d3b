import { wireIncident } from '../upstream/pagerduty/wire-incident.js';

export type WireObject = Readonly<Record<string, unknown>>;

/** PagerDuty's response with a list of incidents; the changes are those of each incident. */
export function incidentList(changes: readonly WireObject[], page: WireObject = {}): WireObject {
  return { incidents: changes.map(wireIncident), limit: 25, offset: 0, more: false, total: null, ...page };
}

export function incidentBody(changes: WireObject = {}): WireObject {
  return { incident: wireIncident(changes) };
}

/** A complete service, as `include[]=services` and `GET /services/{id}` return it. */
export function wireService(changes: WireObject = {}): WireObject {
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

/** A complete user. */
export function wireUser(changes: WireObject = {}): WireObject {
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

/** PagerDuty's common error body (docs/upstream-quirks.md, PagerDuty: error bodies). */
export function pagerDutyError(message: string, code?: number, errors?: readonly string[]): WireObject {
  return { error: { message, ...(code !== undefined && { code }), ...(errors && { errors }) } };
}

export const NO_FROM = pagerDutyError(
  'You must specify a user\'s email address in the "From" header to perform this action',
  2016,
);
export const UNKNOWN_FROM = pagerDutyError('Requester User Not Found', 1008);
export const DUPLICATE_KEY = pagerDutyError('Arguments Caused Error', 2002, [
  'Open incident with matching dedup key already exists on this service',
]);

/** Cloudflare's envelope around a result. */
export function cloudflareResult(result: unknown, messages: readonly WireObject[] = []): WireObject {
  return { success: true, errors: [], messages, result };
}

export function cloudflareError(code: number, message: string): WireObject {
  return { success: false, errors: [{ code, message }], messages: [], result: null };
}
