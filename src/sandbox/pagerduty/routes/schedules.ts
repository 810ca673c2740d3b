import type { FastifyInstance } from 'fastify';
import { DAY } from '../../clock.js';
import { badRequest, notFound } from '../http/errors.js';
import { readTime } from '../incidents/list-incidents.js';
import { turnsOf } from '../on-calls/on-call-shifts.js';
import { paged } from '../http/pagination.js';
import { admits, contains, flag, includes, value, values, type Query } from '../http/query-parameters.js';
import type { PagerDutyHalf } from '../pagerduty-simulator.js';
import { known } from '../state/pagerduty-state.js';
import { userView } from '../views/user.js';
import { scheduleParts, scheduleView, type Rendering } from '../views/schedule.js';

export function addScheduleRoutes(app: FastifyInstance, half: PagerDutyHalf): void {
  /** The parts of a rotation come only when `include[]` names them. */
  app.get<{ Querystring: Query }>('/schedules', async ({ query }) => {
    const include = includes(query);
    const rendering = readRendering(query);
    const schedules = [...half.state.schedules.values()].filter(
      (schedule) =>
        contains(schedule.name, value(query, 'query')) && admits(values(query, 'team_ids[]'), schedule.teamId),
    );
    return paged('schedules', schedules, query, (schedule) => {
      const parts = Object.entries(scheduleParts(half.state, schedule, rendering));
      const wanted = parts.filter(([name]) => include.has(name));
      return { ...scheduleView(half.state, schedule), ...Object.fromEntries(wanted) };
    });
  });

  app.get<{ Params: { id: string }; Querystring: Query }>('/schedules/:id', async ({ params, query }) => {
    const schedule = half.state.schedules.get(params.id);
    if (schedule === undefined) throw notFound();
    const parts = scheduleParts(half.state, schedule, readRendering(query));
    return { schedule: { ...scheduleView(half.state, schedule), ...parts } };
  });
}

const TWO_WEEKS = 14 * DAY;

export function addScheduleUserRoutes(app: FastifyInstance, half: PagerDutyHalf): void {
  /** Everybody on call at any time of the window, which is now by default; not paged. */
  app.get<{ Params: { id: string }; Querystring: Query }>('/schedules/:id/users', async ({ params, query }) => {
    const schedule = half.state.schedules.get(params.id);
    if (schedule === undefined) throw notFound();
    const now = half.state.now().getTime();
    const { since, until } = readRendering(query) ?? { since: now, until: now };
    const ids = new Set(turnsOf(schedule, since, until).map(({ userId }) => userId));
    return { users: [...ids].map((id) => userView(half.state, known(half.state.users, id), new Set())) };
  });
}

/** One end of the window alone means two weeks from there; without any nothing is rendered. */
function readRendering(query: Query): Rendering | undefined {
  const [from, to] = [readTime(query, 'since')?.getTime(), readTime(query, 'until')?.getTime()];
  const since = from ?? (to === undefined ? undefined : to - TWO_WEEKS);
  if (since === undefined) return undefined;
  const until = to ?? since + TWO_WEEKS;
  if (since > until) throw badRequest(2005, 'Invalid Query Date Range');
  return { since, until, overflow: flag(query, 'overflow') };
}
