import type { FastifyInstance } from 'fastify';
import { badRequest, notFound } from '../errors.js';
import { readTime } from '../incident-list.js';
import { paged } from '../paging.js';
import { admits, contains, flag, includes, value, values, type Query } from '../query.js';
import type { PagerDutyHalf } from '../server.js';
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

/** Nothing is rendered unless both ends of the window are given. */
function readRendering(query: Query): Rendering | undefined {
  const since = readTime(query, 'since')?.getTime();
  const until = readTime(query, 'until')?.getTime();
  if (since === undefined || until === undefined) return undefined;
  if (since > until) throw badRequest(2005, 'Invalid Query Date Range');
  return { since, until, overflow: flag(query, 'overflow') };
}
