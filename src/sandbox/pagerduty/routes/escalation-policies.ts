import type { FastifyInstance } from 'fastify';
import { notFound } from '../http/errors.js';
import { paginate } from '../http/pagination.js';
import { containsText, matchesFilter, readIncludes, readValue, readValues } from '../http/query-parameters.js';
import type { ByIdRoute, ListRoute } from '../http/route-types.js';
import { sortByName } from '../http/sort-by-name.js';
import type { PagerDutySimulator } from '../pagerduty-simulator.js';
import type { EscalationPolicy } from '../state/account-records.js';
import { renderEscalationPolicy } from '../views/escalation-policy.js';

export function addEscalationPolicyRoutes(app: FastifyInstance, simulator: PagerDutySimulator): void {
  app.get<ListRoute>('/escalation_policies', async ({ query }) => {
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

/** Ids of all users a policy can notify, directly or by a schedule. */
function listUserIds(simulator: PagerDutySimulator, policy: EscalationPolicy): readonly string[] {
  const targets = policy.rules.flatMap((rule) => rule.targets);
  return targets.flatMap(({ kind, id }) =>
    kind === 'user' ? [id] : (simulator.state.schedules.get(id)?.userIds ?? []),
  );
}
