import type { FastifyInstance } from 'fastify';
import { invalidInput, notFound } from '../http/errors.js';
import { paged } from '../http/pagination.js';
import { admits, contains, includes, value, values, type Query } from '../http/query-parameters.js';
import type { EscalationPolicy, Named } from '../state/account-records.js';
import type { PagerDutyHalf } from '../pagerduty-simulator.js';
import { policyView } from '../views/escalation-policy.js';
import { integrationView, serviceView } from '../views/service.js';

type ById = { Params: { id: string }; Querystring: Query };

export function addServiceRoutes(app: FastifyInstance, half: PagerDutyHalf): void {
  app.get<{ Querystring: Query }>('/services', async ({ query }) => {
    const name = value(query, 'name');
    const services = [...half.state.services.values()].filter(
      (service) =>
        (name === undefined || service.name === name) &&
        contains(service.name, value(query, 'query')) &&
        admits(values(query, 'team_ids[]'), service.teamId),
    );
    return paged('services', byName(services, query), query, (service) =>
      serviceView(half.state, service, includes(query)),
    );
  });

  app.get<ById>('/services/:id', async ({ params, query }) => {
    const service = half.state.services.get(params.id);
    if (service === undefined) throw notFound();
    return { service: serviceView(half.state, service, includes(query)) };
  });
}

export function addIntegrationRoutes(app: FastifyInstance, half: PagerDutyHalf): void {
  app.get<ById & { Params: { integrationId: string } }>(
    '/services/:id/integrations/:integrationId',
    async ({ params, query }) => {
      const service = half.state.services.get(params.id);
      const integration = half.state.integrations.get(params.integrationId);
      if (service === undefined || integration?.serviceId !== service.id) throw notFound();
      const whole = includes(query).has('services') && { service: serviceView(half.state, service, new Set()) };
      return { integration: { ...integrationView(service, integration), ...whole } };
    },
  );
}

export function addEscalationPolicyRoutes(app: FastifyInstance, half: PagerDutyHalf): void {
  app.get<{ Querystring: Query }>('/escalation_policies', async ({ query }) => {
    const policies = [...half.state.escalationPolicies.values()].filter(
      (policy) =>
        contains(policy.name, value(query, 'query')) &&
        admits(values(query, 'team_ids[]'), policy.teamId) &&
        admits(values(query, 'user_ids[]'), ...peopleOf(half, policy)),
    );
    return paged('escalation_policies', byName(policies, query), query, (policy) =>
      policyView(half.state, policy, includes(query)),
    );
  });

  app.get<ById>('/escalation_policies/:id', async ({ params, query }) => {
    const policy = half.state.escalationPolicies.get(params.id);
    if (policy === undefined) throw notFound();
    return { escalation_policy: policyView(half.state, policy, includes(query)) };
  });
}

/** Everybody a policy can call, by name or in a rotation. */
function peopleOf(half: PagerDutyHalf, policy: EscalationPolicy): readonly string[] {
  const targets = policy.rules.flatMap((rule) => rule.targets);
  return targets.flatMap(({ kind, id }) => (kind === 'user' ? [id] : (half.state.schedules.get(id)?.userIds ?? [])));
}

function byName<T extends Named>(records: readonly T[], query: Query): readonly T[] {
  const wanted = value(query, 'sort_by') ?? 'name';
  if (!['name', 'name:asc', 'name:desc'].includes(wanted)) throw invalidInput(`sort_by does not take ${wanted}.`);
  const sign = wanted === 'name:desc' ? -1 : 1;
  return records.toSorted((a, b) => sign * a.name.localeCompare(b.name));
}
