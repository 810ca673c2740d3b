import type { FastifyInstance } from 'fastify';
import { iso } from '../../clock.js';
import { actorOf } from '../http/authentication.js';
import { invalidInput, notFound } from '../http/errors.js';
import { changeMaintenance, endMaintenance, phaseOf, planMaintenance } from '../services/maintenance-windows.js';
import { paged } from '../http/pagination.js';
import { admits, contains, includes, value, values, type Query } from '../http/query-parameters.js';
import type { MaintenanceWindow } from '../state/account-records.js';
import type { PagerDutyHalf } from '../pagerduty-simulator.js';
import { type PagerDutyState } from '../state/pagerduty-state.js';
import { maintenanceWindowView, teamIdsOf } from '../views/maintenance-window.js';

const NOTHING: ReadonlySet<string> = new Set();
const PATH = '/maintenance_windows';

type ById = { Params: { id: string }; Querystring: Query };

export function addMaintenanceWindowRoutes(app: FastifyInstance, half: PagerDutyHalf): void {
  const view = (window: MaintenanceWindow, include = NOTHING) => maintenanceWindowView(half.state, window, include);
  const windowAt = (id: string): MaintenanceWindow => {
    const window = half.state.maintenanceWindows.get(id);
    if (window === undefined) throw notFound();
    return window;
  };

  app.get<{ Querystring: Query }>(PATH, async ({ query }) =>
    paged('maintenance_windows', findWindows(half.state, query), query, (window) => view(window, includes(query))),
  );

  app.post(PATH, async ({ headers, body }, reply) => {
    const window = planMaintenance(half.state, body, actorOf(headers, half));
    return reply.code(201).send({ maintenance_window: view(window) });
  });

  app.get<ById>(`${PATH}/:id`, async ({ params, query }) => ({
    maintenance_window: view(windowAt(params.id), includes(query)),
  }));

  app.put<ById>(`${PATH}/:id`, async ({ params, body }) => ({
    maintenance_window: view(changeMaintenance(half.state, windowAt(params.id), body)),
  }));

  app.delete<ById>(`${PATH}/:id`, async ({ params }, reply) => {
    endMaintenance(half.state, windowAt(params.id));
    return reply.code(204).send();
  });
}

const FILTERS: Readonly<Record<string, readonly string[]>> = {
  all: [],
  open: ['ongoing', 'future'],
  past: ['past'],
  ongoing: ['ongoing'],
  future: ['future'],
};

/** All of them without a filter (unverified). */
function findWindows(state: PagerDutyState, query: Query): readonly MaintenanceWindow[] {
  const filter = value(query, 'filter') ?? 'all';
  const phases = Object.hasOwn(FILTERS, filter) ? FILTERS[filter] : undefined;
  if (phases === undefined) throw invalidInput(`filter does not take ${filter}.`);
  const now = iso(state.now());
  return [...state.maintenanceWindows.values()].filter(
    (window) =>
      admits(phases, phaseOf(window, now)) &&
      contains(window.description, value(query, 'query')) &&
      admits(values(query, 'service_ids[]'), ...window.serviceIds) &&
      admits(values(query, 'team_ids[]'), ...teamIdsOf(state, window)),
  );
}
