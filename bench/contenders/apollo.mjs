// A gateway as Apollo's documentation recommends it: startStandaloneServer, one RESTDataSource per API and request, one
// DataLoader per relation.
import { readFileSync } from 'node:fs';
import { RESTDataSource } from '@apollo/datasource-rest';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import DataLoader from 'dataloader';
import {
  CLOUDFLARE_HEADERS,
  DESTINATIONS,
  FROM,
  incidentDraft,
  listQuery,
  PAGERDUTY_HEADERS,
  statusChange,
  toDestinations,
  toIncident,
  toPage,
  toService,
  toUser,
} from './upstream-requests.mjs';

const { PORT, PAGERDUTY_BASE_URL, CLOUDFLARE_BASE_URL } = process.env;

class PagerDuty extends RESTDataSource {
  baseURL = `${PAGERDUTY_BASE_URL}/`;
  services = new DataLoader((ids) => Promise.all(ids.map((id) => this.getService(id))));
  users = new DataLoader((ids) => Promise.all(ids.map((id) => this.getUser(id))));

  willSendRequest(_path, request) {
    Object.assign(request.headers, PAGERDUTY_HEADERS);
  }

  async listIncidents(args) {
    return toPage(await this.get('incidents', { params: listQuery(args) }));
  }

  async getService(id) {
    const { service } = await this.get(`services/${encodeURIComponent(id)}`);
    return toService(service);
  }

  async getUser(id) {
    const { user } = await this.get(`users/${encodeURIComponent(id)}`);
    return toUser(user);
  }

  async listNotes(id) {
    const { notes } = await this.get(`incidents/${encodeURIComponent(id)}/notes`);
    return notes.map(({ content, created_at: createdAt }) => ({ content, createdAt }));
  }

  async createIncident(input) {
    const { incident } = await this.post('incidents', { body: incidentDraft(input), headers: FROM });
    return toIncident(incident);
  }

  async setStatus(id, status) {
    const path = `incidents/${encodeURIComponent(id)}`;
    const { incident } = await this.put(path, { body: statusChange(status), headers: FROM });
    return toIncident(incident);
  }
}

class Cloudflare extends RESTDataSource {
  baseURL = `${CLOUDFLARE_BASE_URL}/`;

  willSendRequest(_path, request) {
    Object.assign(request.headers, CLOUDFLARE_HEADERS);
  }

  async listDestinations(first) {
    return toDestinations(await this.get(DESTINATIONS), first);
  }
}

const toPayload = (incident) => ({ incident, userErrors: [] });

const resolvers = {
  Query: {
    incidents: (_, args, { dataSources }) => dataSources.pagerDuty.listIncidents(args),
    pagerDutyDestinations: (_, { first }, { dataSources }) => dataSources.cloudflare.listDestinations(first),
  },
  Mutation: {
    triggerIncident: async (_, { input }, { dataSources }) =>
      toPayload(await dataSources.pagerDuty.createIncident(input)),
    acknowledgeIncident: async (_, { input }, { dataSources }) =>
      toPayload(await dataSources.pagerDuty.setStatus(input.incident.pagerDutyId, 'acknowledged')),
    resolveIncident: async (_, { input }, { dataSources }) =>
      toPayload(await dataSources.pagerDuty.setStatus(input.incident.pagerDutyId, 'resolved')),
  },
  Incident: {
    service: ({ serviceId }, _, { dataSources }) => dataSources.pagerDuty.services.load(serviceId),
    notes: ({ pagerDutyId }, _, { dataSources }) => dataSources.pagerDuty.listNotes(pagerDutyId),
    assignees: ({ assigneeIds }, _, { dataSources }) => dataSources.pagerDuty.users.loadMany(assigneeIds),
  },
};

const typeDefs = readFileSync(new URL('schema.graphql', import.meta.url), 'utf8');
const server = new ApolloServer({ typeDefs, resolvers });
await startStandaloneServer(server, {
  listen: { host: '127.0.0.1', port: Number(PORT) },
  context: async () => {
    const { cache } = server;
    return { dataSources: { pagerDuty: new PagerDuty({ cache }), cloudflare: new Cloudflare({ cache }) } };
  },
});
