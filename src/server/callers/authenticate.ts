import type { FastifyBaseLogger } from 'fastify';
import type { CallersConfig } from '../../config/config.js';
import { Fault } from '../../faults/fault.js';
import type { Caller } from '../../graph/caller.js';
import type { GuessLimit } from '../../store/guess-limit.js';
import { createTokenReader } from './access-tokens.js';
import { createApiKeyList } from './api-key-list.js';

/** What a request shows of who sends it. */
export interface Shown {
  readonly authorization: string | undefined;
  /** What wrong credentials are counted by. */
  readonly address: () => string;
}

/**
 * Who sends a request that shows this.
 *
 * @throws {Fault} `UNAUTHENTICATED` for credentials that are not good, and for none where anonymous callers may do
 * nothing; `RATE_LIMITED` for the next wrong ones after too many; `UPSTREAM_UNAVAILABLE` when an access token cannot be
 * checked
 */
export type Authenticate = (shown: Shown) => Promise<Caller>;

const BEARER = /^Bearer +([A-Za-z0-9._~+/=-]+)$/i;

/**
 * Credentials are an API key or an access token. Wrong ones are refused, never taken for none: a caller who believes to
 * be somebody must not act as nobody. Right ones are let in however many wrong ones came from the same address, or anybody
 * there could lock others out.
 */
export function createAuthentication(config: CallersConfig, guesses: GuessLimit, log: FastifyBaseLogger): Authenticate {
  const findCaller = config.apiKeysFile === undefined ? undefined : createApiKeyList(config.apiKeysFile, log);
  const readToken = config.jwt && createTokenReader(config.jwt);
  const scopes = new Set(config.anonymousScopes);
  const anonymous: Caller = { id: 'anonymous', name: 'anonymous', scopes };
  return async ({ authorization, address }) => {
    if (authorization === undefined) {
      if (scopes.size > 0) return anonymous;
      throw new Fault('UNAUTHENTICATED', 'Say who you are: send credentials as Authorization: Bearer ….');
    }
    const credential = BEARER.exec(authorization)?.[1];
    const found = credential && (findCaller?.(credential) ?? (await readToken?.(credential)));
    if (found && !(found instanceof Error)) return found;
    guesses.wrong(address());
    if (credential === undefined)
      throw new Fault('UNAUTHENTICATED', 'Credentials are sent as Authorization: Bearer ….');
    throw new Fault('UNAUTHENTICATED', 'These credentials are not valid.', { cause: found });
  };
}
