import type { FastifyInstance } from 'fastify';
import { DAY } from '../../clock.js';
import { badRequest, notFound } from '../http/errors.js';
import { listShifts } from '../on-calls/on-call-shifts.js';
import { paginate } from '../http/pagination.js';
import {
  NO_INCLUDES,
  matchesFilter,
  containsText,
  readFlag,
  readIncludes,
  readValue,
  readValues,
  type QueryParameters,
  parseTime,
} from '../http/query-parameters.js';
import type { PagerDutySimulator } from '../pagerduty-simulator.js';
import { requireRecord } from '../state/pagerduty-state.js';
import { renderUser } from '../views/user.js';
import { renderScheduleDetails, renderSchedule, type RenderWindow } from '../views/schedule.js';
import type { ByIdRoute, ListRoute } from '../http/route-types.js';

export function addScheduleRoutes(app: FastifyInstance, simulator: PagerDutySimulator): void {
  /** Includes layers and overrides only if `include[]` names them. */
  app.get<ListRoute>('/schedules', async ({ query }) => {
    const include = readIncludes(query);
    const rendering = parseRenderWindow(query);
    const schedules = [...simulator.state.schedules.values()].filter(
      (schedule) =>
        containsText(schedule.name, readValue(query, 'query')) &&
        matchesFilter(readValues(query, 'team_ids[]'), schedule.teamId),
    );
    return paginate('schedules', schedules, query, (schedule) => {
      const parts = Object.entries(renderScheduleDetails(simulator.state, schedule, rendering));
      const included = parts.filter(([name]) => include.has(name));
      return { ...renderSchedule(simulator.state, schedule), ...Object.fromEntries(included) };
    });
  });

  app.get<ByIdRoute>('/schedules/:id', async ({ params, query }) => {
    const schedule = simulator.state.schedules.get(params.id);
    if (schedule === undefined) throw notFound();
    const parts = renderScheduleDetails(simulator.state, schedule, parseRenderWindow(query));
    return { schedule: { ...renderSchedule(simulator.state, schedule), ...parts } };
  });
}

const DEFAULT_WINDOW_MS = 14 * DAY;

export function addScheduleUserRoutes(app: FastifyInstance, simulator: PagerDutySimulator): void {
  /** Everybody on call at some time of the window, which is now by default. Not paged. */
  app.get<ByIdRoute>('/schedules/:id/users', async ({ params, query }) => {
    const schedule = simulator.state.schedules.get(params.id);
    if (schedule === undefined) throw notFound();
    const now = simulator.state.now().getTime();
    const { since, until } = parseRenderWindow(query) ?? { since: now, until: now };
    const ids = new Set(listShifts(simulator.state, schedule, since, until).map(({ userId }) => userId));
    return {
      users: [...ids].map((id) => renderUser(simulator.state, requireRecord(simulator.state.users, id), NO_INCLUDES)),
    };
  });
}

/** With one bound the window is two weeks long. Without bounds nothing is rendered. */
function parseRenderWindow(query: QueryParameters): RenderWindow | undefined {
  const [from, to] = [parseTime(query, 'since')?.getTime(), parseTime(query, 'until')?.getTime()];
  const since = from ?? (to === undefined ? undefined : to - DEFAULT_WINDOW_MS);
  if (since === undefined) return undefined;
  const until = to ?? since + DEFAULT_WINDOW_MS;
  if (since > until) throw badRequest(2005, 'Invalid Query Date Range');
  return { since, until, overflow: readFlag(query, 'overflow') };
}
