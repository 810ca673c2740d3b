import type { FastifyInstance } from 'fastify';
import { keyOwner } from '../http/authentication.js';
import { accountKeyHasNoUser, notFound } from '../http/errors.js';
import { paged } from '../http/pagination.js';
import { admits, contains, includes, value, values, type Query } from '../http/query-parameters.js';
import type { User } from '../state/account-records.js';
import type { PagerDutyHalf } from '../pagerduty-simulator.js';
import { reference, WEB_HOME } from '../views/reference.js';
import { priorityView, teamView, userView } from '../views/user.js';

type ById = { Params: { id: string }; Querystring: Query };

export function addUserRoutes(app: FastifyInstance, half: PagerDutyHalf): void {
  /** `query` looks at names and addresses; whether PagerDuty matches addresses is unverified. */
  app.get<{ Querystring: Query }>('/users', async ({ query }) => {
    const part = value(query, 'query');
    const users = [...half.state.users.values()].filter(
      (user) => contains(`${user.name}\n${user.email}`, part) && admits(values(query, 'team_ids[]'), ...user.teamIds),
    );
    return paged('users', users, query, (user) => userView(half.state, user, includes(query)));
  });

  app.get<{ Querystring: Query }>('/users/me', async ({ headers, query }) => {
    const owner = keyOwner(headers, half);
    if (owner === undefined) throw accountKeyHasNoUser();
    return { user: userView(half.state, owner, includes(query)) };
  });

  /** Calendar addresses come only here, and are secrets (contracts: quirk 58). */
  app.get<ById>('/users/:id', async ({ params, query }) => {
    const user = half.state.users.get(params.id);
    if (user === undefined) throw notFound();
    const calendar = `${WEB_HOME}/private/sandbox-calendar/${user.id}`;
    const calendars = { http_cal_url: calendar, web_cal_url: calendar.replace('https:', 'webcal:') };
    return { user: { ...userView(half.state, user, includes(query)), ...calendars } };
  });
}

export function addTeamRoutes(app: FastifyInstance, half: PagerDutyHalf): void {
  app.get<{ Querystring: Query }>('/teams', async ({ query }) => {
    const teams = [...half.state.teams.values()].filter((team) => contains(team.name, value(query, 'query')));
    return paged('teams', teams, query, teamView);
  });

  app.get<ById>('/teams/:id', async ({ params }) => {
    const team = half.state.teams.get(params.id);
    if (team === undefined) throw notFound();
    return { team: teamView(team) };
  });
}

/** Everybody is a responder of their teams, and the leads manage them. */
export function addTeamMemberRoutes(app: FastifyInstance, half: PagerDutyHalf): void {
  app.get<ById>('/teams/:id/members', async ({ params, query }) => {
    if (!half.state.teams.has(params.id)) throw notFound();
    const users = [...half.state.users.values()].filter((user) => user.teamIds.includes(params.id));
    const whole = includes(query).has('users');
    return paged('members', users, query, (user) => ({
      user: whole ? userView(half.state, user, new Set()) : reference('user', user),
      role: roleOf(user),
    }));
  });
}

function roleOf({ role }: User): string {
  if (role === 'observer') return 'observer';
  return role === 'admin' ? 'manager' : 'responder';
}

/** Abilities there are and this account has not. */
const OTHER_ABILITIES = ['sso', 'advanced_reports', 'custom_incident_types', 'permissions_service'];

export function addAccountRoutes(app: FastifyInstance, half: PagerDutyHalf): void {
  app.get<{ Querystring: Query }>('/priorities', async ({ query }) =>
    paged('priorities', [...half.state.priorities.values()], query, priorityView),
  );

  app.get('/abilities', async () => ({ abilities: half.state.abilities }));

  /** Answers without a body (contracts: quirk 17). */
  app.get<ById>('/abilities/:id', async ({ params }, reply) => {
    if (half.state.abilities.includes(params.id)) return reply.code(204).send();
    return reply.code(OTHER_ABILITIES.includes(params.id) ? 402 : 404).send('');
  });
}
