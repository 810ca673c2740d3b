import type { FastifyInstance } from 'fastify';
import { findKeyOwner } from '../http/authentication.js';
import { accountKeyHasNoUser, notFound } from '../http/errors.js';
import { paginate } from '../http/pagination.js';
import { matchesFilter, containsText, readIncludes, readValue, readValues } from '../http/query-parameters.js';
import type { PagerDutySimulator } from '../pagerduty-simulator.js';
import { WEB_ORIGIN } from '../views/reference.js';
import { renderUser } from '../views/user.js';
import type { ByIdRoute, ListRoute } from '../http/route-types.js';

export function addUserRoutes(app: FastifyInstance, simulator: PagerDutySimulator): void {
  /** `query` matches names and e-mail addresses. Whether PagerDuty matches addresses is unverified. */
  app.get<ListRoute>('/users', async ({ query }) => {
    const part = readValue(query, 'query');
    const users = [...simulator.state.users.values()].filter(
      (user) =>
        containsText(`${user.name}\n${user.email}`, part) &&
        matchesFilter(readValues(query, 'team_ids[]'), ...user.teamIds),
    );
    return paginate('users', users, query, (user) => renderUser(simulator.state, user, readIncludes(query)));
  });

  app.get<ListRoute>('/users/me', async ({ headers, query }) => {
    const owner = findKeyOwner(headers, simulator);
    if (owner === undefined) throw accountKeyHasNoUser();
    return { user: renderUser(simulator.state, owner, readIncludes(query)) };
  });

  /** Only this response has calendar URLs, which are secrets (docs/upstream-quirks.md, quirk 58). */
  app.get<ByIdRoute>('/users/:id', async ({ params, query }) => {
    const user = simulator.state.users.get(params.id);
    if (user === undefined) throw notFound();
    const calendar = `${WEB_ORIGIN}/private/sandbox-calendar/${user.id}`;
    const calendars = { http_cal_url: calendar, web_cal_url: calendar.replace('https:', 'webcal:') };
    return { user: { ...renderUser(simulator.state, user, readIncludes(query)), ...calendars } };
  });
}
