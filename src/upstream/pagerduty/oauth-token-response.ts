import { isHeaderValue } from '../transport/http/headers.js';
import { integerOf } from '../../shared/json.js';
import { bodyOf, type Received, unreadable } from './envelope.js';

/** An app token as PagerDuty's identity service gives it. */
export interface WireToken {
  readonly text: string;
  readonly scopes: readonly string[];
  readonly lifetimeSeconds: number;
}

/**
 * The token of a 2xx answer.
 *
 * @throws Fault the refusal the status stands for; `UPSTREAM_BAD_RESPONSE` when a 2xx holds no token that could be sent
 * back in a header
 */
export function decodeToken(received: Received): WireToken {
  const { access_token: text, scope, expires_in: expires } = bodyOf(received);
  const lifetimeSeconds = integerOf(expires);
  if (typeof text !== 'string' || !isHeaderValue(text) || lifetimeSeconds === undefined) throw unreadable(received);
  const scopes = typeof scope === 'string' ? scope.split(' ') : [];
  return { text, scopes, lifetimeSeconds };
}
