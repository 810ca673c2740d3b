import { faultOfBreakdown } from '../../faults/upstream-errors.js';
import type { CallScope } from '../transport/request-scope.js';
import { type Clock, SYSTEM_CLOCK } from '../transport/resilience/clock.js';
import type { Endpoint } from '../transport/endpoint.js';
import { TransportFailure } from '../transport/transport-error.js';
import { type Connection, createTransport } from '../transport/transport.js';
import type { Credential } from './credential.js';
import { decodeToken, type WireToken } from './oauth-token-response.js';

export interface AppTokenOptions extends Connection {
  /** Of PagerDuty's identity service, which is another host than that of the REST API. */
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Such as `as_account-us.acme` and `incidents.read`. */
  readonly scopes: readonly string[];
}

/** Scoped app tokens instead of a key (contracts: pagerduty-rest section 1): fetched when first needed, kept, renewed. */
export interface AppTokens extends Credential {
  /** @throws Fault `UPSTREAM_UNAUTHENTICATED` when no token is given; `UPSTREAM_…` when no answer could be read */
  authorization(scope?: CallScope): Promise<string>;
  /** Asked for and not given, which PagerDuty does not call an error (contracts: quirk 8); empty before the first token. */
  readonly missingScopes: readonly string[];
}

/** To the transport a write: nobody's leaving ends it, for others may wait for the token too. */
const GET_APP_TOKEN: Endpoint = {
  name: 'getAppToken',
  effect: 'write',
  absent: 'feature',
  repeat: 'freely',
  permission: 'the id and secret of a scoped OAuth app',
};

/** To a caller no write: nothing of what was asked can have been done yet. */
const ASKED = { ...GET_APP_TOKEN, effect: 'read' } as const;

/** A token is renewed so long before its end, or at half its life when that is shorter than twice this. */
const MARGIN_SECONDS = 60;

interface Held {
  readonly authorization: string;
  readonly missingScopes: readonly string[];
  /** Our clock, in milliseconds since the epoch. */
  readonly renewAt: number;
}

export function createAppTokens(options: AppTokenOptions): AppTokens {
  const { scopes, clock = SYSTEM_CLOCK } = options;
  const request = createRequest(options, clock);
  let held: Held | undefined;
  let asking: Promise<Held> | undefined;

  async function renew(scope?: CallScope): Promise<Held> {
    const askedAt = clock.now();
    const { text, scopes: given, lifetimeSeconds } = await request(scope);
    const good = Math.max(lifetimeSeconds - MARGIN_SECONDS, lifetimeSeconds / 2);
    const missingScopes = scopes.filter((wanted) => !given.includes(wanted));
    held = { authorization: `Bearer ${text}`, missingScopes, renewAt: askedAt + good * 1000 };
    return held;
  }

  return {
    async authorization(scope) {
      if (held && clock.now() < held.renewAt) return held.authorization;
      asking ??= renew(scope).finally(() => (asking = undefined));
      return (await asking).authorization;
    },
    refused(authorization) {
      if (held?.authorization === authorization) held = undefined;
      return true;
    },
    get missingScopes() {
      return held?.missingScopes ?? [];
    },
  };
}

function createRequest(options: AppTokenOptions, clock: Clock): (scope?: CallScope) => Promise<WireToken> {
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
      return decodeToken({ ...answer, endpoint: ASKED, secrets: [clientSecret], now: clock.now() });
    } catch (error) {
      if (!(error instanceof TransportFailure)) throw error;
      throw faultOfBreakdown('PAGERDUTY', ASKED, error.breakdown, error);
    }
  };
}
