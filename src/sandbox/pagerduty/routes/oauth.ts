import type { FastifyInstance } from 'fastify';
import { grantAppToken, type SimulatedOAuthClient } from '../oauth/app-tokens.js';
import type { PagerDutySimulator } from '../pagerduty-simulator.js';

export const TOKEN_PATH = '/oauth/token';

/** The real endpoint is on the host of PagerDuty's identity service. */
export function addOAuthRoutes(
  app: FastifyInstance,
  simulator: PagerDutySimulator,
  client: SimulatedOAuthClient,
): void {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, new URLSearchParams(String(body)));
  });

  app.post(TOKEN_PATH, async ({ body }) => {
    const form = body instanceof URLSearchParams ? body : new URLSearchParams();
    const { appTokenSeconds, appTokenScopes } = simulator.control.switches;
    return grantAppToken(simulator.state, form, client, { lifetimeSeconds: appTokenSeconds, scopes: appTokenScopes });
  });
}
