import type { FastifyInstance } from 'fastify';
import { toIsoSeconds } from '../../clock.js';
import { requireActor } from '../http/authentication.js';
import { invalidInput, notFound } from '../http/errors.js';
import {
  updateMaintenanceWindow,
  endMaintenanceWindow,
  resolvePhase,
  createMaintenanceWindow,
} from '../services/maintenance-windows.js';
import { paginate } from '../http/pagination.js';
import {
  NO_INCLUDES,
  matchesFilter,
  containsText,
  readIncludes,
  readValue,
  readValues,
  type QueryParameters,
} from '../http/query-parameters.js';
import type { MaintenanceWindow } from '../state/account-records.js';
import type { PagerDutySimulator } from '../pagerduty-simulator.js';
import { type PagerDutyState } from '../state/pagerduty-state.js';
import { renderMaintenanceWindow, listTeamIds } from '../views/maintenance-window.js';
import type { ByIdRoute, ListRoute } from '../http/route-types.js';

const PATH = '/maintenance_windows';

export function addMaintenanceWindowRoutes(app: FastifyInstance, simulator: PagerDutySimulator): void {
  const render = (window: MaintenanceWindow, include = NO_INCLUDES) =>
    renderMaintenanceWindow(simulator.state, window, include);
  const requireWindow = (id: string): MaintenanceWindow => {
    const window = simulator.state.maintenanceWindows.get(id);
    if (window === undefined) throw notFound();
    return window;
  };

  app.get<ListRoute>(PATH, async ({ query }) =>
    paginate('maintenance_windows', findWindows(simulator.state, query), query, (window) =>
      render(window, readIncludes(query)),
    ),
  );

  app.post(PATH, async ({ headers, body }, reply) => {
    const window = createMaintenanceWindow(simulator.state, body, requireActor(headers, simulator));
    return reply.code(201).send({ maintenance_window: render(window) });
  });

  app.get<ByIdRoute>(`${PATH}/:id`, async ({ params, query }) => ({
    maintenance_window: render(requireWindow(params.id), readIncludes(query)),
  }));

  app.put<ByIdRoute>(`${PATH}/:id`, async ({ params, body }) => ({
    maintenance_window: render(updateMaintenanceWindow(simulator.state, requireWindow(params.id), body)),
  }));

  app.delete<ByIdRoute>(`${PATH}/:id`, async ({ params }, reply) => {
    endMaintenanceWindow(simulator.state, requireWindow(params.id));
    return reply.code(204).send();
  });
}

const PHASES_BY_FILTER: Readonly<Record<string, readonly string[]>> = {
  all: [],
  open: ['ongoing', 'future'],
  past: ['past'],
  ongoing: ['ongoing'],
  future: ['future'],
};

/** All windows without a filter (unverified). */
function findWindows(state: PagerDutyState, query: QueryParameters): readonly MaintenanceWindow[] {
  const filter = readValue(query, 'filter') ?? 'all';
  const phases = Object.hasOwn(PHASES_BY_FILTER, filter) ? PHASES_BY_FILTER[filter] : undefined;
  if (phases === undefined) throw invalidInput(`filter does not take ${filter}.`);
  const now = toIsoSeconds(state.now());
  return [...state.maintenanceWindows.values()].filter(
    (window) =>
      matchesFilter(phases, resolvePhase(window, now)) &&
      containsText(window.description, readValue(query, 'query')) &&
      matchesFilter(readValues(query, 'service_ids[]'), ...window.serviceIds) &&
      matchesFilter(readValues(query, 'team_ids[]'), ...listTeamIds(state, window)),
  );
}
