import type { FastifyBaseLogger } from 'fastify';
import type { CallersConfig } from '../../config/config.js';
import { Fault } from '../../faults/fault.js';
import type { Caller } from '../../graph/caller.js';
import { createTokenReader } from './access-tokens.js';
import { createApiKeyList } from './api-key-list.js';

/**
 * Who sends a request with this `Authorization` header.
 *
 * @throws {Fault} `UNAUTHENTICATED` for credentials that are not good, and for none where anonymous callers may do
 * nothing; `UPSTREAM_UNAVAILABLE` when an access token cannot be checked
 */
export type Authenticate = (authorization: string | undefined) => Promise<Caller>;

const BEARER = /^Bearer +([A-Za-z0-9._~+/=-]+)$/i;

/**
 * Credentials are an API key or an access token. Wrong ones are refused, never taken for none: a caller who believes to
 * be somebody must not act as nobody.
 */
export function createAuthentication(config: CallersConfig, log: FastifyBaseLogger): Authenticate {
  const findCaller = config.apiKeysFile === undefined ? undefined : createApiKeyList(config.apiKeysFile, log);
  const readToken = config.jwt && createTokenReader(config.jwt);
  const scopes = new Set(config.anonymousScopes);
  return async (authorization) => {
    if (authorization === undefined) {
      if (scopes.size > 0) return { id: 'anonymous', name: 'anonymous', scopes };
      throw new Fault('UNAUTHENTICATED', 'Say who you are: send credentials as Authorization: Bearer ….');
    }
    const credential = BEARER.exec(authorization)?.[1];
    if (credential === undefined)
      throw new Fault('UNAUTHENTICATED', 'Credentials are sent as Authorization: Bearer ….');
    const caller = findCaller?.(credential) ?? (await readToken?.(credential));
    if (caller === undefined) throw new Fault('UNAUTHENTICATED', 'These credentials are not valid.');
    return caller;
  };
}
