import type { BusinessServices } from '../../src/upstream/pagerduty/business-services.js';
import type { PagerDutyClient } from '../../src/upstream/pagerduty/client.js';

const SERVICE = 'PBS0001';

/** Each request with all its parameters. */
export const businessServiceRequests: Record<keyof BusinessServices, (client: PagerDutyClient) => Promise<unknown>> = {
  listBusinessServices: (client) => client.listBusinessServices({ limit: 100, offset: 0, total: true }),
  getBusinessService: (client) => client.getBusinessService(SERVICE),
  listImpacts: async (client) => {
    await client.listImpacts();
    return client.listImpacts([SERVICE, 'PBS0002']);
  },
  listImpactors: (client) => client.listImpactors(SERVICE),
};
