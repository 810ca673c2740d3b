import type { PagerDutyClient } from '../../src/upstream/pagerduty/client.js';
import type { CustomFieldReads } from '../../src/upstream/pagerduty/custom-fields.js';

/** Each request about incident types and custom fields. */
export const customFieldRequests: Record<
  keyof CustomFieldReads | 'setFieldValues',
  (client: PagerDutyClient) => Promise<unknown>
> = {
  listIncidentTypes: (client) => client.listIncidentTypes(),
  listCustomFields: (client) => client.listCustomFields('PTYPE01'),
  setFieldValues: (client) =>
    client.setFieldValues(
      'PINC060',
      [
        { name: 'tags', value: ['fog'] },
        { name: 'affected_sailings', value: 14 },
        { name: 'environment', value: null },
      ],
      'tomasz.wilk@example.com',
    ),
  listFieldValues: (client) => client.listFieldValues('PINC060'),
};
