// Schema, resolvers and loaders of both Mercurius gateways.
import { readFileSync } from 'node:fs';
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

const toPayload = ({ incident }) => ({ incident: toIncident(incident), userErrors: [] });

/** @param {ReturnType<typeof import('./undici-client.mjs').createUndiciClient>} client */
export function createMercuriusOptions(client) {
  return {
    schema: readFileSync(new URL('schema.graphql', import.meta.url), 'utf8'),
    resolvers: createResolvers(client),
    loaders: createLoaders(client),
    jit: 1,
  };
}

function createResolvers({ listIncidents, listDestinations, createIncident, changeIncident }) {
  const setStatus = async ({ incident }, status) =>
    toPayload(await changeIncident(incident.pagerDutyId, statusChange(status)));
  return {
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
}

/** The cache of the loaders is off, because it would serialize every object for its key. */
const opts = { cache: false };

function createLoaders({ getService, getUser }) {
  const readService = async (id) => toService((await getService(id)).service);
  const readUser = async (id) => toUser((await getUser(id)).user);
  const service = async (queries) => {
    const ids = queries.map(({ obj }) => obj.serviceId);
    const services = await readById(ids, readService);
    return ids.map((id) => services.get(id));
  };
  const assignees = async (queries) => {
    const users = await readById(
      queries.flatMap(({ obj }) => obj.assigneeIds),
      readUser,
    );
    return queries.map(({ obj }) => obj.assigneeIds.map((id) => users.get(id)));
  };
  return { Incident: { service: { opts, loader: service }, assignees: { opts, loader: assignees } } };
}

/** Reads each id once. */
async function readById(ids, read) {
  return new Map(await Promise.all([...new Set(ids)].map(async (id) => [id, await read(id)])));
}
