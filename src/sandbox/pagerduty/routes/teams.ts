import type { FastifyInstance } from 'fastify';
import { notFound } from '../http/errors.js';
import { paginate } from '../http/pagination.js';
import { containsText, NO_INCLUDES, readIncludes, readValue } from '../http/query-parameters.js';
import type { ByIdRoute, ListRoute } from '../http/route-types.js';
import type { PagerDutySimulator } from '../pagerduty-simulator.js';
import type { User } from '../state/account-records.js';
import { renderReference } from '../views/reference.js';
import { renderTeam } from '../views/team.js';
import { renderUser } from '../views/user.js';

export function addTeamRoutes(app: FastifyInstance, simulator: PagerDutySimulator): void {
  app.get<ListRoute>('/teams', async ({ query }) => {
    const teams = [...simulator.state.teams.values()].filter((team) =>
      containsText(team.name, readValue(query, 'query')),
    );
    return paginate('teams', teams, query, renderTeam);
  });

  app.get<ByIdRoute>('/teams/:id', async ({ params }) => {
    const team = simulator.state.teams.get(params.id);
    if (team === undefined) throw notFound();
    return { team: renderTeam(team) };
  });
}

/** Members are responders of their teams; team leads are managers. */
export function addTeamMemberRoutes(app: FastifyInstance, simulator: PagerDutySimulator): void {
  app.get<ByIdRoute>('/teams/:id/members', async ({ params, query }) => {
    if (!simulator.state.teams.has(params.id)) throw notFound();
    const users = [...simulator.state.users.values()].filter((user) => user.teamIds.includes(params.id));
    const isExpanded = readIncludes(query).has('users');
    return paginate('members', users, query, (user) => ({
      user: isExpanded ? renderUser(simulator.state, user, NO_INCLUDES) : renderReference('user', user),
      role: toTeamRole(user),
    }));
  });
}

function toTeamRole({ role }: User): string {
  if (role === 'observer') return 'observer';
  return role === 'admin' ? 'manager' : 'responder';
}
