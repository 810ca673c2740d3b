import type { FastifyInstance } from 'fastify';
import { invalidInput, notFound } from '../http/errors.js';
import { paginate } from '../http/pagination.js';
import {
  matchesFilter,
  containsText,
  readIncludes,
  readValue,
  readValues,
  type QueryParameters,
} from '../http/query-parameters.js';
import type { EscalationPolicy, NamedRecord } from '../state/account-records.js';
import type { PagerDutySimulator } from '../pagerduty-simulator.js';
import { renderEscalationPolicy } from '../views/escalation-policy.js';
import { renderIntegration, renderService } from '../views/service.js';

type ByIdRoute = { Params: { id: string }; Querystring: QueryParameters };

export function addServiceRoutes(app: FastifyInstance, simulator: PagerDutySimulator): void {
  app.get<{ Querystring: QueryParameters }>('/services', async ({ query }) => {
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
        service: renderService(simulator.state, service, new Set()),
      };
      return { integration: { ...renderIntegration(service, integration), ...serviceField } };
    },
  );
}

export function addEscalationPolicyRoutes(app: FastifyInstance, simulator: PagerDutySimulator): void {
  app.get<{ Querystring: QueryParameters }>('/escalation_policies', async ({ query }) => {
    const policies = [...simulator.state.escalationPolicies.values()].filter(
      (policy) =>
        containsText(policy.name, readValue(query, 'query')) &&
        matchesFilter(readValues(query, 'team_ids[]'), policy.teamId) &&
        matchesFilter(readValues(query, 'user_ids[]'), ...listUserIds(simulator, policy)),
    );
    return paginate('escalation_policies', sortByName(policies, query), query, (policy) =>
      renderEscalationPolicy(simulator.state, policy, readIncludes(query)),
    );
  });

  app.get<ByIdRoute>('/escalation_policies/:id', async ({ params, query }) => {
    const policy = simulator.state.escalationPolicies.get(params.id);
    if (policy === undefined) throw notFound();
    return { escalation_policy: renderEscalationPolicy(simulator.state, policy, readIncludes(query)) };
  });
}

/** Everybody a policy can call, by name or in a rotation. */
function listUserIds(simulator: PagerDutySimulator, policy: EscalationPolicy): readonly string[] {
  const targets = policy.rules.flatMap((rule) => rule.targets);
  return targets.flatMap(({ kind, id }) =>
    kind === 'user' ? [id] : (simulator.state.schedules.get(id)?.userIds ?? []),
  );
}

function sortByName<T extends NamedRecord>(records: readonly T[], query: QueryParameters): readonly T[] {
  const order = readValue(query, 'sort_by') ?? 'name';
  if (!['name', 'name:asc', 'name:desc'].includes(order)) throw invalidInput(`sort_by does not take ${order}.`);
  const sign = order === 'name:desc' ? -1 : 1;
  return records.toSorted((a, b) => sign * a.name.localeCompare(b.name));
}
