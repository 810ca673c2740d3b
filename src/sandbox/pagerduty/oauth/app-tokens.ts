import { SECOND } from '../../clock.js';
import { ErrorReply } from '../../http/error-reply.js';
import type { PagerDutyState } from '../state/pagerduty-state.js';

/** Credentials of an OAuth app. */
export interface SimulatedOAuthClient {
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface AppTokenRules {
  readonly lifetimeSeconds: number;
  /** Scopes the app may get; null grants every requested scope. */
  readonly scopes: readonly string[] | null;
}

/**
 * Handles a client-credentials request. An unknown scope is an error. A known scope that the app may not have is left
 * out of the token (docs/upstream-quirks.md, quirk 8). The errors are OAuth's own, because PagerDuty's wording is
 * unknown.
 */
export function grantAppToken(
  state: PagerDutyState,
  form: URLSearchParams,
  client: SimulatedOAuthClient,
  rules: AppTokenRules,
): object {
  if (form.get('grant_type') !== 'client_credentials') throw new ErrorReply(400, { error: 'unsupported_grant_type' });
  if (form.get('client_id') !== client.clientId || form.get('client_secret') !== client.clientSecret)
    throw new ErrorReply(401, { error: 'invalid_client' });
  const requestedScopes = (form.get('scope') ?? '').split(/\s+/).filter((scope) => scope !== '');
  if (!requestedScopes.every(isKnownScope)) throw new ErrorReply(400, { error: 'invalid_scope' });
  const scopes = requestedScopes.filter((scope) => rules.scopes?.includes(scope) ?? true);
  const token = `pdus+_0${state.random.hex(40)}`;
  const expiresAt = state.now().getTime() + rules.lifetimeSeconds * SECOND;
  state.appTokens.set(token, { scopes: new Set(scopes), expiresAt });
  return { access_token: token, scope: scopes.join(' '), token_type: 'bearer', expires_in: rules.lifetimeSeconds };
}

const READ_AND_WRITE: ReadonlySet<string> = new Set([
  'change_events',
  'custom_fields',
  'escalation_policies',
  'incident_types',
  'incident_workflows',
  'incidents',
  'schedules',
  'services',
  'subscribers',
  'teams',
  'users',
  'users:contact_methods',
  'webhook_subscriptions',
]);
const READ_ONLY: ReadonlySet<string> = new Set(['abilities', 'audit_records', 'oncalls', 'priorities']);

/** Whether PagerDuty has this scope; includes account scopes such as `as_account-us.acme`. */
function isKnownScope(scope: string): boolean {
  if (/^as_account-(?:us|eu)\.[\w-]+$/.test(scope)) return true;
  const [, name = '', access] = /^([\w:]+)\.(read|write)$/.exec(scope) ?? [];
  return READ_AND_WRITE.has(name) || (access === 'read' && READ_ONLY.has(name));
}
