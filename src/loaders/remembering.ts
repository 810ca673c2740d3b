import type { CloudflareClient } from '../upstream/cloudflare/client.js';
import type { PagerDutyClient } from '../upstream/pagerduty/client.js';
import { createMemory } from './memory.js';

/**
 * A client that remembers services, people, teams, escalation policies and priorities, and drops them at its own writes.
 * Incidents, on-calls, notes and alerts are never remembered.
 *
 * @param seconds 0 remembers nothing
 */
export function rememberingPagerDuty(client: PagerDutyClient, seconds: number): PagerDutyClient {
  if (seconds === 0) return client;
  const memory = createMemory(seconds);
  return {
    ...client,
    getService: (id) => memory.recall(`service ${id}`, () => client.getService(id)),
    getUser: (id) => memory.recall(`user ${id}`, () => client.getUser(id)),
    getTeam: (id) => memory.recall(`team ${id}`, () => client.getTeam(id)),
    getEscalationPolicy: (id) => memory.recall(`escalation policy ${id}`, () => client.getEscalationPolicy(id)),
    listServices: (query) => memory.recall(`services ${JSON.stringify(query)}`, () => client.listServices(query)),
    listUsers: (query) => memory.recall(`users ${JSON.stringify(query)}`, () => client.listUsers(query)),
    listTeams: (query) => memory.recall(`teams ${JSON.stringify(query)}`, () => client.listTeams(query)),
    listEscalationPolicies: (query) =>
      memory.recall(`escalation policies ${JSON.stringify(query)}`, () => client.listEscalationPolicies(query)),
    listPriorities: (query) => memory.recall(`priorities ${JSON.stringify(query)}`, () => client.listPriorities(query)),
    createIncident: (...args) => memory.forgetting(() => client.createIncident(...args)),
    acknowledgeIncident: (...args) => memory.forgetting(() => client.acknowledgeIncident(...args)),
    resolveIncident: (...args) => memory.forgetting(() => client.resolveIncident(...args)),
    acknowledgeIncidents: (...args) => memory.forgetting(() => client.acknowledgeIncidents(...args)),
    resolveIncidents: (...args) => memory.forgetting(() => client.resolveIncidents(...args)),
    reopenIncident: (...args) => memory.forgetting(() => client.reopenIncident(...args)),
    updateIncident: (...args) => memory.forgetting(() => client.updateIncident(...args)),
    reassignIncident: (...args) => memory.forgetting(() => client.reassignIncident(...args)),
    snoozeIncident: (...args) => memory.forgetting(() => client.snoozeIncident(...args)),
    mergeIncidents: (...args) => memory.forgetting(() => client.mergeIncidents(...args)),
  };
}

/**
 * A client that remembers notification policies, and drops them at its own writes. Destinations are never remembered.
 *
 * @param seconds 0 remembers nothing
 */
export function rememberingCloudflare(client: CloudflareClient, seconds: number): CloudflareClient {
  if (seconds === 0) return client;
  const memory = createMemory(seconds);
  return {
    ...client,
    listPolicies: () => memory.recall('policies', () => client.listPolicies()),
    linkPagerDuty: (...args) => memory.forgetting(() => client.linkPagerDuty(...args)),
    deletePagerDutyDestinations: (...args) => memory.forgetting(() => client.deletePagerDutyDestinations(...args)),
  };
}
