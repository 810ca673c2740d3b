import DataLoader from 'dataloader';
import type { PagerDutyClient } from '../upstream/pagerduty/client.js';
import type { WireImpact } from '../upstream/pagerduty/wire-business-service.js';

/** Their ids must fit into a URL of 4 KiB. */
const MAX_SERVICES_PER_BATCH = 100;

/** Impacts by the id of the business service; null if PagerDuty returns none. */
export function createImpactLoader(client: PagerDutyClient): DataLoader<string, WireImpact | null> {
  return new DataLoader(
    async (ids) => {
      const { items } = await client.listImpacts(ids);
      const byId = new Map(items.map((impact) => [impact.id, impact]));
      return ids.map((id) => byId.get(id) ?? null);
    },
    { maxBatchSize: MAX_SERVICES_PER_BATCH },
  );
}
