import { faultFromTransportError } from '../../faults/transport-errors.js';
import type { RequestScope } from '../transport/request-scope.js';
import { type Clock, SYSTEM_CLOCK } from '../transport/resilience/clock.js';
import type { Endpoint } from '../transport/endpoint.js';
import { TransportError } from '../transport/transport-error.js';
import { type Connection, createTransport } from '../transport/transport.js';
import type { Credential } from './credential.js';
import { decodeToken, type OAuthToken } from './oauth-token-response.js';

export interface OAuthOptions extends Connection {
  /** Of PagerDuty's identity service, a separate host. */
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Such as `as_account-us.acme` and `incidents.read`. */
  readonly scopes: readonly string[];
}

/** Scoped app tokens instead of a key (docs/upstream-quirks.md, PagerDuty: transport and credentials): fetched on first use, cached and renewed. */
export interface OAuthCredential extends Credential {
  /** @throws Fault `UPSTREAM_UNAUTHENTICATED` when the token is refused; `UPSTREAM_…` without a readable response */
  authorization(scope?: RequestScope): Promise<string>;
  /** Requested scopes that were not granted, which is not an error for PagerDuty (docs/upstream-quirks.md, quirk 8); empty before the first token. */
  readonly missingScopes: readonly string[];
}

/** A write for the transport: no disconnecting caller aborts it, because others may wait for the token. */
const GET_APP_TOKEN: Endpoint = {
  name: 'getAppToken',
  effect: 'write',
  notFoundMeaning: 'feature',
  retry: 'idempotent',
  permission: 'the id and secret of a scoped OAuth app',
};

/** A read for the error report: the caller's own request was not sent. */
const GET_APP_TOKEN_AS_READ = { ...GET_APP_TOKEN, effect: 'read' } as const;

/** A token is renewed this long before it expires; a shorter-lived token at half its lifetime. */
const RENEWAL_MARGIN_SECONDS = 60;

interface CachedToken {
  readonly authorization: string;
  readonly missingScopes: readonly string[];
  /** Our clock, in milliseconds since the epoch. */
  readonly renewAt: number;
}

export function createOAuthCredential(options: OAuthOptions): OAuthCredential {
  const { scopes, clock = SYSTEM_CLOCK } = options;
  const request = createTokenRequest(options, clock);
  let cached: CachedToken | undefined;
  let pendingRenewal: Promise<CachedToken> | undefined;

  async function renew(scope?: RequestScope): Promise<CachedToken> {
    const requestedAt = clock.now();
    const { accessToken, scopes: grantedScopes, lifetimeSeconds } = await request(scope);
    const usableSeconds = Math.max(lifetimeSeconds - RENEWAL_MARGIN_SECONDS, lifetimeSeconds / 2);
    const missingScopes = scopes.filter((wanted) => !grantedScopes.includes(wanted));
    cached = { authorization: `Bearer ${accessToken}`, missingScopes, renewAt: requestedAt + usableSeconds * 1000 };
    return cached;
  }

  return {
    async authorization(scope) {
      if (cached && clock.now() < cached.renewAt) return cached.authorization;
      pendingRenewal ??= renew(scope).finally(() => (pendingRenewal = undefined));
      return (await pendingRenewal).authorization;
    },
    invalidate(authorization) {
      if (cached?.authorization === authorization) cached = undefined;
      return true;
    },
    get missingScopes() {
      return cached?.missingScopes ?? [];
    },
  };
}

function createTokenRequest(options: OAuthOptions, clock: Clock): (scope?: RequestScope) => Promise<OAuthToken> {
  const { tokenUrl, clientId, clientSecret, scopes } = options;
  const { origin, pathname } = new URL(tokenUrl);
  const headers = {
    accept: 'application/json',
    'content-type': 'application/x-www-form-urlencoded',
    'user-agent': 'pagergraph',
  };
  const transport = createTransport({ ...options, baseUrl: origin, headers });
  const form = {
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    scope: scopes.join(' '),
  };
  const body = new URLSearchParams(form).toString();
  return async (scope) => {
    try {
      const answer = await transport.send({ endpoint: GET_APP_TOKEN, method: 'POST', path: pathname, body }, scope);
      return decodeToken({ ...answer, endpoint: GET_APP_TOKEN_AS_READ, secrets: [clientSecret], now: clock.now() });
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      throw faultFromTransportError('PAGERDUTY', GET_APP_TOKEN_AS_READ, error.kind, error);
    }
  };
}
