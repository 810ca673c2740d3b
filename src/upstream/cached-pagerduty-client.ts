import { createTtlCache } from '../shared/ttl-cache.js';
import type { PagerDutyClient } from './pagerduty/client.js';
import type { NameQuery, PageQuery, ServiceQuery } from './pagerduty/wire.js';
import { type OnCacheLookup, ReferenceCache } from './reference-cache.js';
import type { RequestScope } from './transport/request-scope.js';

type Args<K extends keyof PagerDutyClient> = Parameters<PagerDutyClient[K]>;

/**
 * A client that caches services, users, teams, escalation policies and priorities. Its writes that open, end or acknowledge
 * incidents invalidate services, whose status depends on their incidents; no write of ours changes the other kinds.
 * Incidents, log entries, on-calls, notes, alerts and webhook subscriptions are never cached.
 *
 * @param seconds 0 caches nothing
 */
export function cachePagerDutyReferences(client: PagerDutyClient, seconds: number, onLookup?: OnCacheLookup) {
  if (seconds === 0) return client;
  return new CachedPagerDutyClient(new ReferenceCache(client, createTtlCache(seconds), onLookup));
}

class CachedPagerDutyClient implements PagerDutyClient {
  private readonly client: PagerDutyClient;

  constructor(private readonly references: ReferenceCache<PagerDutyClient>) {
    this.client = references.client;
  }

  withScope(scope: RequestScope): PagerDutyClient {
    return new CachedPagerDutyClient(this.references.withScope(scope));
  }

  getService(id: string) {
    return this.references.getOrLoad('services', id, (client) => client.getService(id));
  }

  getUser(id: string) {
    return this.references.getOrLoad('users', id, (client) => client.getUser(id));
  }

  getTeam(id: string) {
    return this.references.getOrLoad('teams', id, (client) => client.getTeam(id));
  }

  getEscalationPolicy(id: string) {
    return this.references.getOrLoad('escalation policies', id, (client) => client.getEscalationPolicy(id));
  }

  listServices(query: ServiceQuery) {
    return this.references.getOrLoad('services', query, (client) => client.listServices(query));
  }

  listUsers(query: NameQuery) {
    return this.references.getOrLoad('users', query, (client) => client.listUsers(query));
  }

  listTeams(query: NameQuery) {
    return this.references.getOrLoad('teams', query, (client) => client.listTeams(query));
  }

  listEscalationPolicies(query: NameQuery) {
    return this.references.getOrLoad('escalation policies', query, (client) => client.listEscalationPolicies(query));
  }

  listPriorities(query: PageQuery) {
    return this.references.getOrLoad('priorities', query, (client) => client.listPriorities(query));
  }

  createIncident(...args: Args<'createIncident'>) {
    return this.references.invalidating('services', (client) => client.createIncident(...args));
  }

  acknowledgeIncident(...args: Args<'acknowledgeIncident'>) {
    return this.references.invalidating('services', (client) => client.acknowledgeIncident(...args));
  }

  resolveIncident(...args: Args<'resolveIncident'>) {
    return this.references.invalidating('services', (client) => client.resolveIncident(...args));
  }

  acknowledgeIncidents(...args: Args<'acknowledgeIncidents'>) {
    return this.references.invalidating('services', (client) => client.acknowledgeIncidents(...args));
  }

  resolveIncidents(...args: Args<'resolveIncidents'>) {
    return this.references.invalidating('services', (client) => client.resolveIncidents(...args));
  }

  reopenIncident(...args: Args<'reopenIncident'>) {
    return this.references.invalidating('services', (client) => client.reopenIncident(...args));
  }

  mergeIncidents(...args: Args<'mergeIncidents'>) {
    return this.references.invalidating('services', (client) => client.mergeIncidents(...args));
  }

  updateIncident(...args: Args<'updateIncident'>) {
    return this.client.updateIncident(...args);
  }

  reassignIncident(...args: Args<'reassignIncident'>) {
    return this.client.reassignIncident(...args);
  }

  snoozeIncident(...args: Args<'snoozeIncident'>) {
    return this.client.snoozeIncident(...args);
  }

  addNote(...args: Args<'addNote'>) {
    return this.client.addNote(...args);
  }

  listIncidents(...args: Args<'listIncidents'>) {
    return this.client.listIncidents(...args);
  }

  getIncident(...args: Args<'getIncident'>) {
    return this.client.getIncident(...args);
  }

  listNotes(...args: Args<'listNotes'>) {
    return this.client.listNotes(...args);
  }

  listAlerts(...args: Args<'listAlerts'>) {
    return this.client.listAlerts(...args);
  }

  getAlert(...args: Args<'getAlert'>) {
    return this.client.getAlert(...args);
  }

  listLogEntries(...args: Args<'listLogEntries'>) {
    return this.client.listLogEntries(...args);
  }

  listAccountLogEntries(...args: Args<'listAccountLogEntries'>) {
    return this.client.listAccountLogEntries(...args);
  }

  listWebhookSubscriptions(...args: Args<'listWebhookSubscriptions'>) {
    return this.client.listWebhookSubscriptions(...args);
  }

  createWebhookSubscription(...args: Args<'createWebhookSubscription'>) {
    return this.client.createWebhookSubscription(...args);
  }

  updateWebhookSubscription(...args: Args<'updateWebhookSubscription'>) {
    return this.client.updateWebhookSubscription(...args);
  }

  deleteWebhookSubscription(...args: Args<'deleteWebhookSubscription'>) {
    return this.client.deleteWebhookSubscription(...args);
  }

  enableWebhookSubscription(...args: Args<'enableWebhookSubscription'>) {
    return this.client.enableWebhookSubscription(...args);
  }

  pingWebhookSubscription(...args: Args<'pingWebhookSubscription'>) {
    return this.client.pingWebhookSubscription(...args);
  }

  getWebhookSubscription(...args: Args<'getWebhookSubscription'>) {
    return this.client.getWebhookSubscription(...args);
  }

  getLogEntry(...args: Args<'getLogEntry'>) {
    return this.client.getLogEntry(...args);
  }

  getMe() {
    return this.client.getMe();
  }

  listOnCalls(...args: Args<'listOnCalls'>) {
    return this.client.listOnCalls(...args);
  }

  now() {
    return this.client.now();
  }

  toPagerDutyTime(...args: Args<'toPagerDutyTime'>) {
    return this.client.toPagerDutyTime(...args);
  }

  forgetInFlightReads() {
    return this.client.forgetInFlightReads();
  }

  rateLimit() {
    return this.client.rateLimit();
  }

  acquireRetry() {
    return this.client.acquireRetry();
  }
}
