import type { FastifyInstance } from 'fastify';
import { findKeyOwner } from '../http/authentication.js';
import { accountKeyHasNoUser, notFound } from '../http/errors.js';
import { paginate } from '../http/pagination.js';
import {
  matchesFilter,
  containsText,
  readIncludes,
  readValue,
  readValues,
  type QueryParameters,
} from '../http/query-parameters.js';
import type { User } from '../state/account-records.js';
import type { PagerDutySimulator } from '../pagerduty-simulator.js';
import { renderReference, WEB_ORIGIN } from '../views/reference.js';
import { renderPriority, renderTeam, renderUser } from '../views/user.js';

type ByIdRoute = { Params: { id: string }; Querystring: QueryParameters };

export function addUserRoutes(app: FastifyInstance, simulator: PagerDutySimulator): void {
  /** `query` looks at names and addresses; whether PagerDuty matches addresses is unverified. */
  app.get<{ Querystring: QueryParameters }>('/users', async ({ query }) => {
    const part = readValue(query, 'query');
    const users = [...simulator.state.users.values()].filter(
      (user) =>
        containsText(`${user.name}\n${user.email}`, part) &&
        matchesFilter(readValues(query, 'team_ids[]'), ...user.teamIds),
    );
    return paginate('users', users, query, (user) => renderUser(simulator.state, user, readIncludes(query)));
  });

  app.get<{ Querystring: QueryParameters }>('/users/me', async ({ headers, query }) => {
    const owner = findKeyOwner(headers, simulator);
    if (owner === undefined) throw accountKeyHasNoUser();
    return { user: renderUser(simulator.state, owner, readIncludes(query)) };
  });

  /** Calendar addresses come only here, and are secrets (contracts: quirk 58). */
  app.get<ByIdRoute>('/users/:id', async ({ params, query }) => {
    const user = simulator.state.users.get(params.id);
    if (user === undefined) throw notFound();
    const calendar = `${WEB_ORIGIN}/private/sandbox-calendar/${user.id}`;
    const calendars = { http_cal_url: calendar, web_cal_url: calendar.replace('https:', 'webcal:') };
    return { user: { ...renderUser(simulator.state, user, readIncludes(query)), ...calendars } };
  });
}

export function addTeamRoutes(app: FastifyInstance, simulator: PagerDutySimulator): void {
  app.get<{ Querystring: QueryParameters }>('/teams', async ({ query }) => {
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

/** Everybody is a responder of their teams, and the leads manage them. */
export function addTeamMemberRoutes(app: FastifyInstance, simulator: PagerDutySimulator): void {
  app.get<ByIdRoute>('/teams/:id/members', async ({ params, query }) => {
    if (!simulator.state.teams.has(params.id)) throw notFound();
    const users = [...simulator.state.users.values()].filter((user) => user.teamIds.includes(params.id));
    const isExpanded = readIncludes(query).has('users');
    return paginate('members', users, query, (user) => ({
      user: isExpanded ? renderUser(simulator.state, user, new Set()) : renderReference('user', user),
      role: toTeamRole(user),
    }));
  });
}

function toTeamRole({ role }: User): string {
  if (role === 'observer') return 'observer';
  return role === 'admin' ? 'manager' : 'responder';
}

/** Abilities there are and this account has not. */
const UNAVAILABLE_ABILITIES = ['sso', 'advanced_reports', 'custom_incident_types', 'permissions_service'];

export function addAccountRoutes(app: FastifyInstance, simulator: PagerDutySimulator): void {
  app.get<{ Querystring: QueryParameters }>('/priorities', async ({ query }) =>
    paginate('priorities', [...simulator.state.priorities.values()], query, renderPriority),
  );

  app.get('/abilities', async () => ({ abilities: simulator.state.abilities }));

  /** Answers without a body (contracts: quirk 17). */
  app.get<ByIdRoute>('/abilities/:id', async ({ params }, reply) => {
    if (simulator.state.abilities.includes(params.id)) return reply.code(204).send();
    return reply.code(UNAVAILABLE_ABILITIES.includes(params.id) ? 402 : 404).send('');
  });
}
