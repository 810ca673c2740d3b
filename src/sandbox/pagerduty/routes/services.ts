import type { FastifyInstance } from 'fastify';
import { notFound } from '../http/errors.js';
import { paginate } from '../http/pagination.js';
import {
  NO_INCLUDES,
  matchesFilter,
  containsText,
  readIncludes,
  readValue,
  readValues,
} from '../http/query-parameters.js';
import type { PagerDutySimulator } from '../pagerduty-simulator.js';
import { sortByName } from '../http/sort-by-name.js';
import { renderIntegration, renderService } from '../views/service.js';
import type { ByIdRoute, ListRoute } from '../http/route-types.js';

export function addServiceRoutes(app: FastifyInstance, simulator: PagerDutySimulator): void {
  app.get<ListRoute>('/services', async ({ query }) => {
    const name = readValue(query, 'name');
    const services = [...simulator.state.services.values()].filter(
      (service) =>
        (name === undefined || service.name === name) &&
        containsText(service.name, readValue(query, 'query')) &&
        matchesFilter(readValues(query, 'team_ids[]'), service.teamId),
    );
    return paginate('services', sortByName(services, query), query, (service) =>
      renderService(simulator.state, service, readIncludes(query)),
    );
  });

  app.get<ByIdRoute>('/services/:id', async ({ params, query }) => {
    const service = simulator.state.services.get(params.id);
    if (service === undefined) throw notFound();
    return { service: renderService(simulator.state, service, readIncludes(query)) };
  });
}

export function addIntegrationRoutes(app: FastifyInstance, simulator: PagerDutySimulator): void {
  app.get<ByIdRoute & { Params: { integrationId: string } }>(
    '/services/:id/integrations/:integrationId',
    async ({ params, query }) => {
      const service = simulator.state.services.get(params.id);
      const integration = simulator.state.integrations.get(params.integrationId);
      if (service === undefined || integration?.serviceId !== service.id) throw notFound();
      const serviceField = readIncludes(query).has('services') && {
        service: renderService(simulator.state, service, NO_INCLUDES),
      };
      return { integration: { ...renderIntegration(service, integration), ...serviceField } };
    },
  );
}
