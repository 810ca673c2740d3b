import { LRUCache } from 'lru-cache';
import { MAX_WEBHOOK_IDS, WEBHOOK_ID_TTL_MS, type WebhookIds } from '../webhook-ids.js';

/** Keeps the ids in this process. Accounts are those of the configuration, so their number is bounded. */
export function createMemoryWebhookIds(now: () => number = Date.now): WebhookIds {
  const limits = { max: MAX_WEBHOOK_IDS, ttl: WEBHOOK_ID_TTL_MS, perf: { now }, ttlResolution: 0 };
  const idsByAccount = new Map<string, LRUCache<string, true>>();
  return {
    async add(account, ids) {
      const known = idsByAccount.get(account) ?? new LRUCache(limits);
      idsByAccount.set(account, known);
      // A known webhook records nothing: one of its ids is not signed, so a replay could fill the set with others.
      if (ids.some((id) => known.has(id))) return false;
      for (const id of ids) known.set(id, true);
      return true;
    },
  };
}
