import type { ChangeEventReads } from '../../src/upstream/pagerduty/change-event-reads.js';
import type { PagerDutyClient } from '../../src/upstream/pagerduty/client.js';
import type { ChangeEventQuery } from '../../src/upstream/pagerduty/wire-change-event.js';

const PAGE = { limit: 100, offset: 0, total: true };
const CHANGE_EVENTS: Required<ChangeEventQuery> = {
  ...PAGE,
  since: '2026-01-01T00:00:00Z',
  until: '2026-03-18T12:00:00Z',
};

/** Each request about change events with all its parameters. */
export const changeEventRequests: Record<keyof ChangeEventReads, (client: PagerDutyClient) => Promise<unknown>> = {
  listChangeEvents: (client) => client.listChangeEvents(CHANGE_EVENTS),
  getChangeEvent: async (client) => {
    const { items } = await client.listChangeEvents(PAGE);
    return client.getChangeEvent(items[0]?.id ?? '');
  },
  listChangeEventsOfService: (client) => client.listChangeEventsOfService('PSVC001', CHANGE_EVENTS),
  listRelatedChangeEvents: (client) => client.listRelatedChangeEvents('PINC055', 25),
};
