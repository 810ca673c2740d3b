import { SECOND } from '../../clock.js';
import { Refusal } from '../../http/error-reply.js';
import type { PagerDutyState } from '../state/pagerduty-state.js';

/** A scoped app token (contracts: pagerduty-rest section 1). */
export interface AppToken {
  readonly scopes: ReadonlySet<string>;
  /** Milliseconds since the epoch. */
  readonly endsAt: number;
}

/** An app of the account, as OAuth knows it. */
export interface OAuthClient {
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface TokenRules {
  readonly lifetimeSeconds: number;
  /** What the app may have; null means all it asks for. */
  readonly scopes: readonly string[] | null;
}

/**
 * Answers a client-credentials request. A scope that there is not is refused; one that there is and the app may not have is
 * no error, the token has fewer (contracts: quirk 8). How PagerDuty words its refusals is not known; these are OAuth's own.
 */
export function grantToken(state: PagerDutyState, form: URLSearchParams, app: OAuthClient, rules: TokenRules): object {
  if (form.get('grant_type') !== 'client_credentials') throw new Refusal(400, { error: 'unsupported_grant_type' });
  if (form.get('client_id') !== app.clientId || form.get('client_secret') !== app.clientSecret)
    throw new Refusal(401, { error: 'invalid_client' });
  const asked = (form.get('scope') ?? '').split(/\s+/).filter((scope) => scope !== '');
  if (!asked.every(isScope)) throw new Refusal(400, { error: 'invalid_scope' });
  const scopes = asked.filter((scope) => rules.scopes?.includes(scope) ?? true);
  const token = `pdus+_0${state.random.hex(40)}`;
  const endsAt = state.now().getTime() + rules.lifetimeSeconds * SECOND;
  state.appTokens.set(token, { scopes: new Set(scopes), endsAt });
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

/** Those of the operations played here and around them, and the account's own: `as_account-us.acme`. */
function isScope(scope: string): boolean {
  if (/^as_account-(?:us|eu)\.[\w-]+$/.test(scope)) return true;
  const [, name = '', deed] = /^([\w:]+)\.(read|write)$/.exec(scope) ?? [];
  return READ_AND_WRITE.has(name) || (deed === 'read' && READ_ONLY.has(name));
}
