// The workloads in the generated schema, and its data in the shape of the others.
import { CLOUDFLARE_ACCOUNT_ID } from '../../workloads.mjs';

const SERVICE_IDS = 'service_ids_LEFT_SQUARE_BRACE__RIGHT_SQUARE_BRACE_';
const INCLUDE = 'include_LEFT_SQUARE_BRACE__RIGHT_SQUARE_BRACE_';

const SUMMARY = 'incident_number title status urgency created_at';
const RELATIONS = `${SUMMARY} service { name status } assignments { assignee { name email } }`;
const SCALARS = `id ${SUMMARY} incident_key html_url updated_at last_status_change_at resolved_at is_mergeable
  incident_type { name } pending_actions { type at }`;
const CHANGED = 'incident { id incident_number status title }';

const listQuery = (limit, fields, include = '[]') => `query List($services: [String]) {
  listIncidents(limit: ${limit}, offset: 0, date_range: "all", time_zone: "UTC", ${SERVICE_IDS}: $services,
    ${INCLUDE}: ${include}, sort_by: "created_at:desc,incident_number:desc") { incidents { ${fields} } }
}`;

const UPDATE = `mutation Update($id: String!, $status: String!) {
  updateIncident(id: $id, input: { incident: { type: "incident_reference", status: $status } }) { ${CHANGED} }
}`;
const CREATE = `mutation Create($incident: IncidentDraft_Input!) {
  createIncident(input: { incident: $incident }) { ${CHANGED} }
}`;
const DESTINATIONS = `query Destinations($account: String!) {
  listPagerDutyServices(account_id: $account) { result { id name } }
}`;

/** A time with the milliseconds that the generated `DateTime` adds. */
const toTime = (text) => text?.replace('.000Z', 'Z') ?? null;

const toSummary = ({ incident_number: number, title, status, urgency, created_at }) => ({
  number,
  title,
  status: status.toUpperCase(),
  urgency: urgency.toUpperCase(),
  createdAt: toTime(created_at),
});

const toRelations = ({ service: { name, status }, assignments, ...rest }) => ({
  ...toSummary(rest),
  service: { name, status: status.toUpperCase() },
  assignees: assignments.map(({ assignee }) => assignee),
});

const toScalars = ({ pending_actions: actions, ...rest }) => ({
  id: `pagerduty://main/Incident/${rest.id}`,
  pagerDutyId: rest.id,
  ...toSummary(rest),
  dedupKey: rest.incident_key,
  url: rest.html_url,
  updatedAt: toTime(rest.updated_at),
  lastStatusChangeAt: toTime(rest.last_status_change_at),
  resolvedAt: toTime(rest.resolved_at),
  snoozedUntil: toTime(actions.find(({ type }) => type === 'unacknowledge')?.at),
  incidentType: rest.incident_type?.name ?? null,
  isMergeable: rest.is_mergeable,
});

const toList = (toNode) => (data) => ({ incidents: { nodes: data.listIncidents.incidents.map(toNode) } });

const toPayload = (field) => (data) => {
  const [{ incident }] = Object.values(data);
  const { id, incident_number: number, status, title } = incident;
  const changed = {
    id: `pagerduty://main/Incident/${id}`,
    pagerDutyId: id,
    number,
    status: status.toUpperCase(),
    title,
  };
  return { [field]: { incident: changed, userErrors: [] } };
};

function toDestinations({ listPagerDutyServices: { result } }) {
  const nodes = result.map(({ id, name }) => ({
    id: `cloudflare://main/PagerDutyDestination/${id}`,
    cloudflareId: id,
    name,
  }));
  return { pagerDutyDestinations: { totalCount: nodes.length, nodes } };
}

const toServices = ({ filter } = {}) => ({ services: filter?.services.map(({ pagerDutyId }) => pagerDutyId) ?? [] });
const toUpdate =
  (status) =>
  ({ input }) => ({ id: input.incident.pagerDutyId, status });

function toDraft({ input: { service, title, urgency, dedupKey } }) {
  const token = { id: service.pagerDutyId, type: 'service_reference' };
  return {
    incident: { type: 'incident', title, service: token, urgency: urgency.toLowerCase(), incident_key: dedupKey },
  };
}

/** By the name of the operation. */
const TRANSLATIONS = {
  FlatList: { query: listQuery(25, SUMMARY), toVariables: toServices, toData: toList(toSummary) },
  ListWithRelations: {
    query: listQuery(25, RELATIONS, '["assignees", "services"]'),
    toVariables: toServices,
    toData: toList(toRelations),
  },
  LongList: { query: listQuery(100, SCALARS), toVariables: toServices, toData: toList(toScalars) },
  Trigger: { query: CREATE, toVariables: toDraft, toData: toPayload('triggerIncident') },
  Acknowledge: { query: UPDATE, toVariables: toUpdate('acknowledged'), toData: toPayload('acknowledgeIncident') },
  Resolve: { query: UPDATE, toVariables: toUpdate('resolved'), toData: toPayload('resolveIncident') },
  Destinations: {
    query: DESTINATIONS,
    toVariables: () => ({ account: CLOUDFLARE_ACCOUNT_ID }),
    toData: toDestinations,
  },
};

/** @param {import('../../workloads.mjs').Workload} workload */
export function translate(workload) {
  const [, name] = /^(?:query|mutation) (\w+)/.exec(workload.query);
  const { query, toVariables, toData } = TRANSLATIONS[name];
  return { ...workload, query, toData, variables: (account) => workload.variables(account).map(toVariables) };
}
