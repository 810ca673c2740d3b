// The baseline without GraphQL: it recognizes the operations of the workloads by name and maps their fields by
// hand. It requests only the includes they need and deduplicates identical reads in flight.
import { createServer } from 'node:http';
import { incidentDraft, listQuery, statusChange, toDestinations, toIncident } from './upstream-requests.mjs';
import { createUndiciClient } from './undici-client.mjs';

const { changeIncident, createIncident, listDestinations, listIncidents } = createUndiciClient();

const summary = ({ incident_number, title, status, urgency, created_at }) => ({
  number: incident_number,
  title,
  status: status.toUpperCase(),
  urgency: urgency.toUpperCase(),
  createdAt: created_at,
});

const withRelations = (wire) => ({
  ...summary(wire),
  service: { name: wire.service.name, status: wire.service.status.toUpperCase() },
  assignees: wire.assignments.map(({ assignee: { name, email } }) => ({ name, email })),
});

function allScalars(wire) {
  const { serviceId: _service, assigneeIds: _assignees, ...scalars } = toIncident(wire);
  return { ...scalars, snoozedUntil: scalars.snoozedUntil ?? null };
}

async function list(first, { filter }, include, map) {
  const { incidents } = await listIncidents(listQuery({ first, filter }, include));
  return { incidents: { nodes: incidents.map(map) } };
}

function toPayload(field, { incident: { id, incident_number: number, status, title } }) {
  const incident = {
    id: `pagerduty://main/Incident/${id}`,
    pagerDutyId: id,
    number,
    status: status.toUpperCase(),
    title,
  };
  return { [field]: { incident, userErrors: [] } };
}

const setStatus = async (field, { input }, status) =>
  toPayload(field, await changeIncident(input.incident.pagerDutyId, statusChange(status)));

const READS = {
  FlatList: (variables) => list(25, variables, [], summary),
  ListWithRelations: (variables) => list(25, variables, ['assignees', 'services'], withRelations),
  LongList: (variables) => list(100, variables, [], allScalars),
  Destinations: async () => ({ pagerDutyDestinations: toDestinations(await listDestinations(), 100) }),
};

const WRITES = {
  Trigger: async ({ input }) => toPayload('triggerIncident', await createIncident(incidentDraft(input))),
  Acknowledge: (variables) => setStatus('acknowledgeIncident', variables, 'acknowledged'),
  Resolve: (variables) => setStatus('resolveIncident', variables, 'resolved'),
};

const inFlight = new Map();

function respondTo(text) {
  const found = inFlight.get(text);
  if (found) return found;
  const { query, variables } = JSON.parse(text);
  const name = /^(?:query|mutation) (\w+)/.exec(query)?.[1];
  if (WRITES[name]) return serialize(WRITES[name](variables));
  const response = serialize(READS[name](variables)).finally(() => inFlight.delete(text));
  inFlight.set(text, response);
  return response;
}

const serialize = async (data) => Buffer.from(JSON.stringify({ data: await data }));

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', async () => {
    const body = await respondTo(Buffer.concat(chunks).toString());
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
  });
});
server.listen(Number(process.env.PORT), '127.0.0.1');
