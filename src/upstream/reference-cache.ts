import type { CloudflareClient } from './cloudflare/client.js';
import type { PagerDutyClient } from './pagerduty/client.js';
import { type RequestScope, toSharedScope } from './transport/request-scope.js';
import { createTtlCache } from '../shared/ttl-cache.js';

interface OnBehalf<C> {
  withScope(scope: RequestScope): C;
}

/** What is remembered. */
type Kind = 'services' | 'users' | 'teams' | 'escalation policies' | 'priorities' | 'notification policies';

/** What a client that remembers does otherwise than the one behind it. */
interface Remembering<C> {
  /** The remembered answer; a mutation reads anew, for it decides by what it reads. */
  recall<T extends object>(kind: Kind, key: unknown, read: (client: C) => Promise<T>): Promise<T>;
  /** Runs a write that may change what is remembered of this kind. */
  forgetting<T>(kind: Kind, write: (client: C) => Promise<T>): Promise<T>;
}

/** What a client that remembers stands on. */
interface Standing<C> {
  /** The client behind it. */
  readonly behind: C;
  readonly scope?: RequestScope | undefined;
}

/**
 * The client with some of its methods replaced; they share one memory, on whosever behalf they are called.
 *
 * @param client its methods stand in its prototype: every request has a client of its own, for which they are not copied
 * @param seconds how long an answer is good for
 */
function remembering<C extends OnBehalf<C>>(
  client: C,
  seconds: number,
  methods: Partial<C> & ThisType<Remembering<C>>,
): C {
  const memory = createTtlCache(seconds);
  const remembered: Remembering<C> & ThisType<Standing<C>> = {
    recall(kind, key, read) {
      const { behind, scope } = this;
      if (scope?.mutationDeadline !== undefined) return read(behind);
      // Others will use the answer too, so it does not end with the caller who asked first.
      const reader = scope ? behind.withScope(toSharedScope(scope)) : behind;
      return memory.getOrLoad(kind, JSON.stringify(key), () => read(reader));
    },
    forgetting(kind, write) {
      return memory.invalidating(kind, () => write(this.behind));
    },
  };
  const prototype = Object.assign(Object.create(Object.getPrototypeOf(client) as C) as C, methods, remembered);
  const withScope = (scope?: RequestScope): C => {
    const behind = scope ? client.withScope(scope) : client;
    return Object.assign(Object.create(prototype) as C, behind, { behind, scope, withScope });
  };
  return withScope();
}

/**
 * A client that remembers services, people, teams, escalation policies and priorities. Its writes that open, end or take
 * incidents drop the services, whose status follows their incidents; no write of ours changes any of the others. Incidents,
 * on-calls, notes and alerts are never remembered.
 *
 * @param seconds 0 remembers nothing
 */
export function cachePagerDutyReferences(client: PagerDutyClient, seconds: number): PagerDutyClient {
  if (seconds === 0) return client;
  return remembering(client, seconds, {
    getService(id) {
      return this.recall('services', id, (from) => from.getService(id));
    },
    getUser(id) {
      return this.recall('users', id, (from) => from.getUser(id));
    },
    getTeam(id) {
      return this.recall('teams', id, (from) => from.getTeam(id));
    },
    getEscalationPolicy(id) {
      return this.recall('escalation policies', id, (from) => from.getEscalationPolicy(id));
    },
    listServices(query) {
      return this.recall('services', query, (from) => from.listServices(query));
    },
    listUsers(query) {
      return this.recall('users', query, (from) => from.listUsers(query));
    },
    listTeams(query) {
      return this.recall('teams', query, (from) => from.listTeams(query));
    },
    listEscalationPolicies(query) {
      return this.recall('escalation policies', query, (from) => from.listEscalationPolicies(query));
    },
    listPriorities(query) {
      return this.recall('priorities', query, (from) => from.listPriorities(query));
    },
    createIncident(...args) {
      return this.forgetting('services', (to) => to.createIncident(...args));
    },
    acknowledgeIncident(...args) {
      return this.forgetting('services', (to) => to.acknowledgeIncident(...args));
    },
    resolveIncident(...args) {
      return this.forgetting('services', (to) => to.resolveIncident(...args));
    },
    acknowledgeIncidents(...args) {
      return this.forgetting('services', (to) => to.acknowledgeIncidents(...args));
    },
    resolveIncidents(...args) {
      return this.forgetting('services', (to) => to.resolveIncidents(...args));
    },
    reopenIncident(...args) {
      return this.forgetting('services', (to) => to.reopenIncident(...args));
    },
    mergeIncidents(...args) {
      return this.forgetting('services', (to) => to.mergeIncidents(...args));
    },
  });
}

/**
 * A client that remembers notification policies, and drops them at its own writes. Destinations are never remembered.
 *
 * @param seconds 0 remembers nothing
 */
export function cacheCloudflareReferences(client: CloudflareClient, seconds: number): CloudflareClient {
  if (seconds === 0) return client;
  return remembering(client, seconds, {
    listPolicies() {
      return this.recall('notification policies', null, (from) => from.listPolicies());
    },
    linkPagerDuty(...args) {
      return this.forgetting('notification policies', (to) => to.linkPagerDuty(...args));
    },
    deletePagerDutyDestinations(...args) {
      return this.forgetting('notification policies', (to) => to.deletePagerDutyDestinations(...args));
    },
  });
}
