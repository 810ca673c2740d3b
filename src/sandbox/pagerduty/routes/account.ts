import type { FastifyInstance } from 'fastify';
import { paginate } from '../http/pagination.js';
import type { ByIdRoute, ListRoute } from '../http/route-types.js';
import type { PagerDutySimulator } from '../pagerduty-simulator.js';
import { renderPriority } from '../views/priority.js';

/** Abilities that exist and this account lacks. */
const UNAVAILABLE_ABILITIES = ['sso', 'advanced_reports', 'custom_incident_types', 'permissions_service'];

export function addAccountRoutes(app: FastifyInstance, simulator: PagerDutySimulator): void {
  app.get<ListRoute>('/priorities', async ({ query }) =>
    paginate('priorities', [...simulator.state.priorities.values()], query, renderPriority),
  );

  app.get('/abilities', async () => ({ abilities: simulator.state.abilities }));

  /** Responds without a body (docs/upstream-quirks.md, quirk 17). */
  app.get<ByIdRoute>('/abilities/:id', async ({ params }, reply) => {
    if (simulator.state.abilities.includes(params.id)) return reply.code(204).send();
    return reply.code(UNAVAILABLE_ABILITIES.includes(params.id) ? 402 : 404).send('');
  });
}
