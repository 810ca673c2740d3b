import type { FastifyInstance } from 'fastify';
import { badRequest, notFound } from '../http/errors.js';
import { parseTime, readFlag, readValue, type QueryParameters } from '../http/query-parameters.js';
import type { ByIdRoute } from '../http/route-types.js';
import type { PagerDutySimulator } from '../pagerduty-simulator.js';
import {
  createOverrides,
  deleteOverride,
  findOverrides,
  type OverrideResult,
  type OverrideWindow,
} from '../schedules/overrides.js';
import type { Schedule, ScheduleOverride } from '../state/account-records.js';
import { renderReference } from '../views/reference.js';
import { toIsoSeconds } from '../../clock.js';

const PATH = '/schedules/:id/overrides';

type OverrideRoute = { Params: { id: string; overrideId: string } };

export function addOverrideRoutes(app: FastifyInstance, simulator: PagerDutySimulator): void {
  const requireSchedule = (id: string): Schedule => {
    const schedule = simulator.state.schedules.get(id);
    if (schedule === undefined) throw notFound();
    return schedule;
  };
  const render = ({ id, userId, start, end }: OverrideResult['override']): object => {
    const user = simulator.state.users.get(userId);
    return {
      ...(id !== undefined && { id }),
      start,
      end,
      user: user ? renderReference('user', user) : { id: userId, type: 'user_reference' },
    };
  };

  /** Ids only with `editable`, which hides what has begun (docs/upstream-quirks.md, quirk 181). Not paged. */
  app.get<ByIdRoute>(PATH, async ({ params, query }) => {
    const window = requireWindow(query);
    const overrides = findOverrides(simulator.state, requireSchedule(params.id).id, window).map((override) =>
      readFlag(query, 'overflow') ? override : clip(override, window),
    );
    if (readValue(query, 'editable') === undefined)
      return { overrides: overrides.map((override) => render({ ...override, id: undefined })) };
    const now = toIsoSeconds(simulator.state.now());
    return { overrides: overrides.filter(({ start }) => start > now).map(render) };
  });

  app.post<ByIdRoute>(PATH, async ({ params, body }, reply) => {
    const results = createOverrides(simulator.state, requireSchedule(params.id), body);
    return reply.code(201).send(results.map(({ override, ...result }) => ({ ...result, override: render(override) })));
  });

  app.delete<OverrideRoute>(`${PATH}/:overrideId`, async ({ params }, reply) => {
    const outcome = deleteOverride(simulator.state, requireSchedule(params.id).id, params.overrideId);
    return reply.code(outcome === 'deleted' ? 204 : 200).send();
  });
}

function requireWindow(query: QueryParameters): OverrideWindow {
  const [since, until] = [parseTime(query, 'since')?.getTime(), parseTime(query, 'until')?.getTime()];
  if (since === undefined || until === undefined || since > until) throw badRequest(2005, 'Invalid Query Date Range');
  return { since, until };
}

function clip(override: ScheduleOverride, { since, until }: OverrideWindow): ScheduleOverride {
  return {
    ...override,
    start: toIsoSeconds(Math.max(Date.parse(override.start), since)),
    end: toIsoSeconds(Math.min(Date.parse(override.end), until)),
  };
}
