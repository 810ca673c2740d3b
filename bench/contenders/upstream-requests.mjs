// Requests to the two APIs and the mapping of their responses, for all contenders but pagergraph.

const { PAGERDUTY_API_TOKEN, PAGERDUTY_FROM, CLOUDFLARE_API_TOKEN, CLOUDFLARE_ACCOUNT_ID } = process.env;

export const PAGERDUTY_HEADERS = {
  accept: 'application/vnd.pagerduty+json;version=2',
  authorization: `Token token=${PAGERDUTY_API_TOKEN}`,
};
export const FROM = { from: PAGERDUTY_FROM };
export const CLOUDFLARE_HEADERS = { authorization: `Bearer ${CLOUDFLARE_API_TOKEN}` };
export const DESTINATIONS = `accounts/${CLOUDFLARE_ACCOUNT_ID}/alerting/v3/destinations/pagerduty`;

/** The query of `GET /incidents` for the arguments of the GraphQL list. */
export function listQuery({ first, after, filter }, include = []) {
  const query = new URLSearchParams({
    limit: String(first),
    offset: after ?? '0',
    date_range: 'all',
    time_zone: 'UTC',
  });
  query.set('sort_by', 'created_at:desc,incident_number:desc');
  for (const { pagerDutyId } of filter?.services ?? []) query.append('service_ids[]', pagerDutyId);
  for (const name of include) query.append('include[]', name);
  return query;
}

/** The body of `POST /incidents`. */
export function incidentDraft({ service, title, urgency, dedupKey }) {
  return {
    incident: {
      type: 'incident',
      title,
      service: { id: service.pagerDutyId, type: 'service_reference' },
      urgency: urgency?.toLowerCase(),
      incident_key: dedupKey,
    },
  };
}

/** The body of `PUT /incidents/{id}`. */
export function statusChange(status) {
  return { incident: { type: 'incident_reference', status } };
}

export function toIncident(wire) {
  return {
    id: `pagerduty://main/Incident/${wire.id}`,
    pagerDutyId: wire.id,
    number: wire.incident_number,
    title: wire.title,
    status: wire.status.toUpperCase(),
    urgency: wire.urgency.toUpperCase(),
    dedupKey: wire.incident_key,
    url: wire.html_url,
    createdAt: wire.created_at,
    updatedAt: wire.updated_at,
    lastStatusChangeAt: wire.last_status_change_at,
    resolvedAt: wire.resolved_at,
    snoozedUntil: wire.pending_actions.find(({ type }) => type === 'unacknowledge')?.at,
    incidentType: wire.incident_type?.name,
    isMergeable: wire.is_mergeable,
    serviceId: wire.service.id,
    assigneeIds: wire.assignments.map(({ assignee }) => assignee.id),
  };
}

export function toService(wire) {
  return {
    id: `pagerduty://main/PagerDutyService/${wire.id}`,
    pagerDutyId: wire.id,
    name: wire.name,
    status: wire.status.toUpperCase(),
  };
}

export function toUser(wire) {
  return { id: `pagerduty://main/PagerDutyUser/${wire.id}`, pagerDutyId: wire.id, name: wire.name, email: wire.email };
}

export function toPage({ incidents, offset, more }) {
  const endCursor = String(offset + incidents.length);
  return { nodes: incidents.map(toIncident), pageInfo: { hasNextPage: more, endCursor } };
}

export function toDestinations({ result }, first) {
  const nodes = result.map(({ id, name }) => ({
    id: `cloudflare://main/PagerDutyDestination/${id}`,
    cloudflareId: id,
    name,
  }));
  return { nodes: nodes.slice(0, first), totalCount: nodes.length };
}
