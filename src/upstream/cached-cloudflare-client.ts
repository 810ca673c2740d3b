import { createTtlCache } from '../shared/ttl-cache.js';
import type { CloudflareClient } from './cloudflare/client.js';
import type { HistoryQuery, PolicyBody, SilenceDraft } from './cloudflare/wire.js';
import { type OnCacheLookup, ReferenceCache } from './reference-cache.js';
import type { RequestScope } from './transport/request-scope.js';

/**
 * A client that caches notification policies and alert types, and invalidates policies at its own writes. Destinations and
 * silences are never cached.
 *
 * @param seconds 0 caches nothing
 */
export function cacheCloudflareReferences(client: CloudflareClient, seconds: number, onLookup?: OnCacheLookup) {
  if (seconds === 0) return client;
  return new CachedCloudflareClient(new ReferenceCache(client, createTtlCache(seconds), onLookup));
}

class CachedCloudflareClient implements CloudflareClient {
  private readonly client: CloudflareClient;

  constructor(private readonly references: ReferenceCache<CloudflareClient>) {
    this.client = references.client;
  }

  withScope(scope: RequestScope): CloudflareClient {
    return new CachedCloudflareClient(this.references.withScope(scope));
  }

  listPolicies() {
    return this.references.getOrLoad('notification policies', null, (client) => client.listPolicies());
  }

  listAlertTypes() {
    return this.references.getOrLoad('alert types', null, (client) => client.listAlertTypes());
  }

  linkPagerDuty(token: string) {
    return this.references.invalidating('notification policies', (client) => client.linkPagerDuty(token));
  }

  deletePagerDutyDestinations() {
    return this.references.invalidating('notification policies', (client) => client.deletePagerDutyDestinations());
  }

  createPolicy(body: PolicyBody) {
    return this.references.invalidating('notification policies', (client) => client.createPolicy(body));
  }

  replacePolicy(id: string, body: PolicyBody) {
    return this.references.invalidating('notification policies', (client) => client.replacePolicy(id, body));
  }

  deletePolicy(id: string) {
    return this.references.invalidating('notification policies', (client) => client.deletePolicy(id));
  }

  getPolicy(id: string) {
    return this.client.getPolicy(id);
  }

  listPagerDutyDestinations() {
    return this.client.listPagerDutyDestinations();
  }

  listWebhookDestinations() {
    return this.client.listWebhookDestinations();
  }

  createConnectToken() {
    return this.client.createConnectToken();
  }

  getPagerDutyEligibility() {
    return this.client.getPagerDutyEligibility();
  }

  listSilences() {
    return this.client.listSilences();
  }

  createSilence(draft: SilenceDraft) {
    return this.client.createSilence(draft);
  }

  deleteSilence(id: string) {
    return this.client.deleteSilence(id);
  }

  listHistory(query: HistoryQuery) {
    return this.client.listHistory(query);
  }

  rateLimit() {
    return this.client.rateLimit();
  }

  acquireRetry() {
    return this.client.acquireRetry();
  }
}
