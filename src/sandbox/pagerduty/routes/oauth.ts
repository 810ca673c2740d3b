import type { FastifyInstance } from 'fastify';
import { grantToken, type OAuthClient } from '../oauth/app-tokens.js';
import type { PagerDutyHalf } from '../pagerduty-simulator.js';

export const TOKEN_PATH = '/oauth/token';

/** On PagerDuty's side this is the host of its identity service. */
export function addOAuthRoutes(app: FastifyInstance, half: PagerDutyHalf, client: OAuthClient): void {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, new URLSearchParams(String(body)));
  });

  app.post(TOKEN_PATH, async ({ body }) => {
    const form = body instanceof URLSearchParams ? body : new URLSearchParams();
    const { appTokenSeconds, appTokenScopes } = half.control.switches;
    return grantToken(half.state, form, client, { lifetimeSeconds: appTokenSeconds, scopes: appTokenScopes });
  });
}
