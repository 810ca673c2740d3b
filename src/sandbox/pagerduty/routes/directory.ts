import type { FastifyInstance } from 'fastify';
import { accountKeyHasNoUser, notFound } from '../errors.js';
import { paged } from '../paging.js';
import { admits, contains, includes, value, values, type Query } from '../query.js';
import type { PagerDutyHalf } from '../server.js';
import { WEB_HOME } from '../views/reference.js';
import { priorityView, teamView, userView } from '../views/directory.js';

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

  app.get('/users/me', async () => {
    throw accountKeyHasNoUser();
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

export function addAccountRoutes(app: FastifyInstance, half: PagerDutyHalf): void {
  app.get<{ Querystring: Query }>('/priorities', async ({ query }) =>
    paged('priorities', [...half.state.priorities.values()], query, priorityView),
  );

  app.get('/abilities', async () => ({ abilities: half.state.abilities }));
}
