import type { PagerDutyClient } from '../../src/upstream/pagerduty/client.js';
import type { CustomFieldReads } from '../../src/upstream/pagerduty/custom-fields.js';

/** Each request about incident types and custom fields. */
export const customFieldRequests: Record<keyof CustomFieldReads, (client: PagerDutyClient) => Promise<unknown>> = {
  listIncidentTypes: (client) => client.listIncidentTypes(),
  listCustomFields: (client) => client.listCustomFields('PTYPE01'),
  listFieldValues: (client) => client.listFieldValues('PINC060'),
};
