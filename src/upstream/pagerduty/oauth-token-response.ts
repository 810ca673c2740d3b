import { isHeaderValue } from '../transport/http/headers.js';
import { asInteger } from '../../shared/json.js';
import { decodeBodyObject, createUnreadableFault } from './envelope.js';
import type { UpstreamResponse } from '../transport/upstream-response.js';

/** An app token of PagerDuty's identity service. */
export interface OAuthToken {
  readonly accessToken: string;
  readonly scopes: readonly string[];
  readonly lifetimeSeconds: number;
}

/**
 * The token of a 2xx response.
 *
 * @throws Fault the error of the status; `UPSTREAM_BAD_RESPONSE` when a 2xx contains no token that a header can carry
 */
export function decodeToken(response: UpstreamResponse): OAuthToken {
  const { access_token: accessToken, scope, expires_in: expires } = decodeBodyObject(response);
  const lifetimeSeconds = asInteger(expires);
  if (typeof accessToken !== 'string' || !isHeaderValue(accessToken) || lifetimeSeconds === undefined)
    throw createUnreadableFault(response);
  const scopes = typeof scope === 'string' ? scope.split(' ') : [];
  return { accessToken, scopes, lifetimeSeconds };
}
