import { createTtlCache } from '../shared/ttl-cache.js';
import type { PagerDutyClient } from './pagerduty/client.js';
import type { Freshness } from './pagerduty/custom-fields.js';
import type { NameQuery, PageQuery, ServiceQuery } from './pagerduty/wire.js';
import { type OnCacheLookup, ReferenceCache } from './reference-cache.js';
import { delegateCalls } from './delegate-calls.js';
import { UNCACHED_PAGERDUTY_CALLS } from './uncached-pagerduty-calls.js';
import type { RequestScope } from './transport/request-scope.js';

type Args<K extends keyof PagerDutyClient> = Parameters<PagerDutyClient[K]>;

/**
 * A client that caches services, users, teams, escalation policies, priorities, and the definitions of custom fields. Its
 * writes that open, end or acknowledge incidents, or create or end a maintenance window, invalidate services, whose status
 * depends on both. No write of ours changes the other kinds, and nothing else is cached.
 *
 * @param seconds 0 caches nothing
 */
export function cachePagerDutyReferences(client: PagerDutyClient, seconds: number, onLookup?: OnCacheLookup) {
  if (seconds === 0) return client;
  return new CachedPagerDutyClient(new ReferenceCache(client, createTtlCache(seconds), onLookup));
}

const UncachedCalls = delegateCalls<PagerDutyClient, (typeof UNCACHED_PAGERDUTY_CALLS)[number]>(
  UNCACHED_PAGERDUTY_CALLS,
);

class CachedPagerDutyClient extends UncachedCalls implements PagerDutyClient {
  constructor(private readonly references: ReferenceCache<PagerDutyClient>) {
    super(references.client);
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

  listIncidentTypes(freshness?: Freshness) {
    return this.references.getDefinition('custom fields', 'types', freshness, (client) => client.listIncidentTypes());
  }

  listCustomFields(typeId: string, freshness?: Freshness) {
    return this.references.getDefinition('custom fields', { typeId }, freshness, (client) =>
      client.listCustomFields(typeId),
    );
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

  resolveAlerts(...args: Args<'resolveAlerts'>) {
    return this.references.invalidating('services', (client) => client.resolveAlerts(...args));
  }

  moveAlerts(...args: Args<'moveAlerts'>) {
    return this.references.invalidating('services', (client) => client.moveAlerts(...args));
  }

  mergeIncidents(...args: Args<'mergeIncidents'>) {
    return this.references.invalidating('services', (client) => client.mergeIncidents(...args));
  }

  createMaintenanceWindow(...args: Args<'createMaintenanceWindow'>) {
    return this.references.invalidating('services', (client) => client.createMaintenanceWindow(...args));
  }

  endMaintenanceWindow(...args: Args<'endMaintenanceWindow'>) {
    return this.references.invalidating('services', (client) => client.endMaintenanceWindow(...args));
  }
}
