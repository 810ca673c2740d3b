import type { PagerDutyClient } from '../../src/upstream/pagerduty/client.js';
import type { Schedules } from '../../src/upstream/pagerduty/schedules.js';
import type { OnCallQuery } from '../../src/upstream/pagerduty/wire-on-call.js';

const SCHEDULE = 'PSCHED1';
const PAGE = { limit: 100, offset: 0, total: true };
const WINDOW = { since: '2026-01-01T00:00:00Z', until: '2026-01-15T00:00:00Z' };
const ON_CALLS: Required<OnCallQuery> = {
  ...PAGE,
  ...WINDOW,
  escalationPolicyIds: ['PESC001'],
  scheduleIds: [SCHEDULE],
  include: ['escalation_policies', 'schedules', 'users'],
};

const inDays = (days: number) => new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString();
const createOverride = (client: PagerDutyClient) =>
  client.createOverride(SCHEDULE, { start: inDays(1), end: inDays(2), userId: 'PUSR006' });

/** Each request about schedules and on-calls with all its parameters. */
export const scheduleRequests: Record<keyof Schedules | 'listOnCalls', (client: PagerDutyClient) => Promise<unknown>> =
  {
    listOnCalls: (client) => client.listOnCalls(ON_CALLS),
    listSchedules: (client) => client.listSchedules({ ...PAGE, query: 'primary' }),
    listOverrides: (client) => client.listOverrides(SCHEDULE, WINDOW, true),
    createOverride: (client) => createOverride(client),
    deleteOverride: async (client) => {
      const { id } = await createOverride(client);
      return client.deleteOverride(SCHEDULE, id ?? '');
    },
    getSchedule: (client) => client.getSchedule(SCHEDULE, WINDOW),
  };
