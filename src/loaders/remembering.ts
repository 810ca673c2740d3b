import type { CloudflareClient } from '../upstream/cloudflare/client.js';
import type { PagerDutyClient } from '../upstream/pagerduty/client.js';
import { createMemory, type Memory } from './memory.js';

type Write = (...args: never[]) => Promise<unknown>;

/** A write after which nothing that was read before is believed any more. */
function forgettingAfter<W extends Write>(memory: Memory, write: W): W {
  return ((...args: Parameters<W>) => memory.forgetting(() => write(...args))) as W;
}

/**
 * A client that remembers services, people, teams, escalation policies and priorities, and drops them at its own writes.
 * Incidents, on-calls, notes and alerts are never remembered.
 *
 * @param seconds 0 remembers nothing
 */
export function rememberingPagerDuty(client: PagerDutyClient, seconds: number): PagerDutyClient {
  if (seconds === 0) return client;
  const memory = createMemory(seconds);
  const forget = <W extends Write>(write: W): W => forgettingAfter(memory, write);
  return {
    ...client,
    getService: (id) => memory.recall(`service ${id}`, () => client.getService(id)),
    getUser: (id) => memory.recall(`user ${id}`, () => client.getUser(id)),
    getTeam: (id) => memory.recall(`team ${id}`, () => client.getTeam(id)),
    getEscalationPolicy: (id) => memory.recall(`escalation policy ${id}`, () => client.getEscalationPolicy(id)),
    listServices: (query) => memory.recall(`services ${JSON.stringify(query)}`, () => client.listServices(query)),
    listUsers: (query) => memory.recall(`users ${JSON.stringify(query)}`, () => client.listUsers(query)),
    listPriorities: (query) => memory.recall(`priorities ${JSON.stringify(query)}`, () => client.listPriorities(query)),
    createIncident: forget(client.createIncident),
    acknowledgeIncident: forget(client.acknowledgeIncident),
    resolveIncident: forget(client.resolveIncident),
    acknowledgeIncidents: forget(client.acknowledgeIncidents),
    resolveIncidents: forget(client.resolveIncidents),
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
    linkPagerDuty: forgettingAfter(memory, client.linkPagerDuty),
    deletePagerDutyDestinations: forgettingAfter(memory, client.deletePagerDutyDestinations),
  };
}
