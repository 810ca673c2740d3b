import type { CloudflareClient } from '../upstream/cloudflare/client.js';
import type { PagerDutyClient } from '../upstream/pagerduty/client.js';
import { type CallScope, forEverybody } from '../upstream/transport/call-scope.js';
import { createMemory, type Memory } from './memory.js';

interface OnBehalf<C> {
  onBehalfOf(scope: CallScope): C;
}

/** Remembered answers for one caller. A mutation reads anew: it decides by what it reads. */
function recalling<C extends OnBehalf<C>>(memory: Memory, client: C, scope?: CallScope) {
  const own = scope ? client.onBehalfOf(scope) : client;
  const shared = () => (scope ? client.onBehalfOf(forEverybody(scope)) : client);
  const recall = <T>(key: string, read: (client: C) => Promise<T>): Promise<T> =>
    scope?.mutationEndsAt === undefined ? memory.recall(key, () => read(shared())) : read(own);
  return { own, recall };
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
  const onBehalfOf = (scope?: CallScope): PagerDutyClient => {
    const { own, recall } = recalling(memory, client, scope);
    return {
      ...own,
      onBehalfOf,
      getService: (id) => recall(`service ${id}`, (from) => from.getService(id)),
      getUser: (id) => recall(`user ${id}`, (from) => from.getUser(id)),
      getTeam: (id) => recall(`team ${id}`, (from) => from.getTeam(id)),
      getEscalationPolicy: (id) => recall(`escalation policy ${id}`, (from) => from.getEscalationPolicy(id)),
      listServices: (query) => recall(`services ${JSON.stringify(query)}`, (from) => from.listServices(query)),
      listUsers: (query) => recall(`users ${JSON.stringify(query)}`, (from) => from.listUsers(query)),
      listTeams: (query) => recall(`teams ${JSON.stringify(query)}`, (from) => from.listTeams(query)),
      listEscalationPolicies: (query) =>
        recall(`escalation policies ${JSON.stringify(query)}`, (from) => from.listEscalationPolicies(query)),
      listPriorities: (query) => recall(`priorities ${JSON.stringify(query)}`, (from) => from.listPriorities(query)),
      createIncident: (...args) => memory.forgetting(() => own.createIncident(...args)),
      acknowledgeIncident: (...args) => memory.forgetting(() => own.acknowledgeIncident(...args)),
      resolveIncident: (...args) => memory.forgetting(() => own.resolveIncident(...args)),
      acknowledgeIncidents: (...args) => memory.forgetting(() => own.acknowledgeIncidents(...args)),
      resolveIncidents: (...args) => memory.forgetting(() => own.resolveIncidents(...args)),
      reopenIncident: (...args) => memory.forgetting(() => own.reopenIncident(...args)),
      updateIncident: (...args) => memory.forgetting(() => own.updateIncident(...args)),
      reassignIncident: (...args) => memory.forgetting(() => own.reassignIncident(...args)),
      snoozeIncident: (...args) => memory.forgetting(() => own.snoozeIncident(...args)),
      mergeIncidents: (...args) => memory.forgetting(() => own.mergeIncidents(...args)),
    };
  };
  return onBehalfOf();
}

/**
 * A client that remembers notification policies, and drops them at its own writes. Destinations are never remembered.
 *
 * @param seconds 0 remembers nothing
 */
export function rememberingCloudflare(client: CloudflareClient, seconds: number): CloudflareClient {
  if (seconds === 0) return client;
  const memory = createMemory(seconds);
  const onBehalfOf = (scope?: CallScope): CloudflareClient => {
    const { own, recall } = recalling(memory, client, scope);
    return {
      ...own,
      onBehalfOf,
      listPolicies: () => recall('policies', (from) => from.listPolicies()),
      linkPagerDuty: (...args) => memory.forgetting(() => own.linkPagerDuty(...args)),
      deletePagerDutyDestinations: (...args) => memory.forgetting(() => own.deletePagerDutyDestinations(...args)),
    };
  };
  return onBehalfOf();
}
