// A gateway as Mercurius' documentation recommends it: its loaders for relations, its just-in-time compiler, and undici as
// the client. The cache of the loaders is off, because it would serialize every object for its key.
import { readFileSync } from 'node:fs';
import { fastify } from 'fastify';
import mercurius from 'mercurius';
import {
  incidentDraft,
  listQuery,
  statusChange,
  toDestinations,
  toIncident,
  toPage,
  toService,
  toUser,
} from './upstream-requests.mjs';
import {
  changeIncident,
  createIncident,
  getService,
  getUser,
  listDestinations,
  listIncidents,
} from './undici-client.mjs';

const toPayload = ({ incident }) => ({ incident: toIncident(incident), userErrors: [] });
const setStatus = async ({ incident }, status) =>
  toPayload(await changeIncident(incident.pagerDutyId, statusChange(status)));

const resolvers = {
  Query: {
    incidents: async (_, args) => toPage(await listIncidents(listQuery(args))),
    pagerDutyDestinations: async (_, { first }) => toDestinations(await listDestinations(), first),
  },
  Mutation: {
    triggerIncident: async (_, { input }) => toPayload(await createIncident(incidentDraft(input))),
    acknowledgeIncident: (_, { input }) => setStatus(input, 'acknowledged'),
    resolveIncident: (_, { input }) => setStatus(input, 'resolved'),
  },
};

const opts = { cache: false };
const loaders = {
  Incident: {
    service: {
      opts,
      loader: async (queries) => {
        const services = await readById(
          queries.map(({ obj }) => obj.serviceId),
          readService,
        );
        return queries.map(({ obj }) => services.get(obj.serviceId));
      },
    },
    assignees: {
      opts,
      loader: async (queries) => {
        const users = await readById(
          queries.flatMap(({ obj }) => obj.assigneeIds),
          readUser,
        );
        return queries.map(({ obj }) => obj.assigneeIds.map((id) => users.get(id)));
      },
    },
  },
};

const readService = async (id) => toService((await getService(id)).service);
const readUser = async (id) => toUser((await getUser(id)).user);

/** Reads each id once. */
async function readById(ids, read) {
  return new Map(await Promise.all([...new Set(ids)].map(async (id) => [id, await read(id)])));
}

const app = fastify();
const schema = readFileSync(new URL('schema.graphql', import.meta.url), 'utf8');
await app.register(mercurius, { schema, resolvers, loaders, jit: 1 });
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
