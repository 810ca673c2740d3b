import { createHash } from 'node:crypto';
import type { FastifyBaseLogger } from 'fastify';
import type { FetchImplementation } from 'jose';
import { LRUCache } from 'lru-cache';
import type { CallersConfig } from '../../config/config.js';
import { Fault } from '../../faults/fault.js';
import type { Caller } from '../../graph/core/auth/caller.js';
import type { GuessLimit } from '../../store/auth-failure-limiter.js';
import { createTokenReader } from './access-tokens.js';
import { createAnonymousCallers } from './anonymous-callers.js';
import { createApiKeyList } from './api-keys.js';

/** What a request shows of who sends it. */
export interface Shown {
  readonly authorization: string | undefined;
  /** What wrong credentials are counted by, and callers without any are told apart by. */
  readonly address: () => string;
}

/**
 * Who sends a request that shows this.
 *
 * @throws {Fault} `UNAUTHENTICATED` for credentials that are not good, and for none where anonymous callers may do
 * nothing; `RATE_LIMITED` after too many wrong ones; `UPSTREAM_UNAVAILABLE` when an access token cannot be checked
 */
export type Authenticate = (shown: Shown) => Promise<Caller>;

export interface AuthenticationOptions {
  readonly callers: CallersConfig;
  /** Whether a token without `pagergraph_accounts` may use every account. */
  readonly tokensMayUseAll: boolean;
  readonly guesses: GuessLimit;
  readonly log: FastifyBaseLogger;
  /** What asks for an issuer's keys; `fetch` without it. */
  readonly fetchKeys?: FetchImplementation | undefined;
}

const BEARER = /^Bearer +([A-Za-z0-9._~+/=-]+)$/i;

const NO_DEFAULT_ACCOUNTS =
  'Access tokens without pagergraph_accounts may use no account, because several are configured; JWT_DEFAULT_ACCOUNTS=all lets them use every one.';

/** Tokens whose digests are kept, 32 bytes each; those not seen for longest go first. */
const MAX_KNOWN_TOKENS = 10_000;

/**
 * Credentials are an API key or an access token. Wrong ones are refused, never taken for none: a caller who believes to
 * be somebody must not act as nobody.
 *
 * An address with too many wrong ones is refused before a signature is checked or keys are fetched, or the limit would
 * save nothing. What costs next to nothing is looked at all the same, or anybody could lock out whoever shares the
 * address: API keys, which are compared by their hash, and tokens that were good before.
 */
export function createAuthentication(options: AuthenticationOptions): Authenticate {
  const { callers, tokensMayUseAll, guesses, log, fetchKeys } = options;
  const findCaller = callers.apiKeysFile === undefined ? undefined : createApiKeyList(callers.apiKeysFile, log);
  const readToken = callers.jwt && createTokenReader(callers.jwt, tokensMayUseAll, log, fetchKeys);
  if (callers.jwt && !tokensMayUseAll && callers.jwt.defaultAccounts === undefined) log.info(NO_DEFAULT_ACCOUNTS);
  const anonymousCaller = createAnonymousCallers(callers.anonymousScopes);
  const wereGood = new LRUCache<string, true>({ max: MAX_KNOWN_TOKENS });

  async function checked(credential: string | undefined, address: string): Promise<Caller | Fault> {
    const digest = createHash('sha256')
      .update(credential ?? '')
      .digest('base64');
    if (!wereGood.has(digest)) guesses.check(address);
    if (credential === undefined)
      return new Fault('UNAUTHENTICATED', 'Credentials are sent as Authorization: Bearer ….');
    const found = await readToken?.(credential);
    if (found && !(found instanceof Fault)) wereGood.set(digest, true);
    return found ?? new Fault('UNAUTHENTICATED', 'These credentials are not valid.');
  }

  return async ({ authorization, address }) => {
    if (authorization === undefined) {
      if (callers.anonymousScopes.length > 0) return anonymousCaller(address());
      throw new Fault('UNAUTHENTICATED', 'Say who you are: send credentials as Authorization: Bearer ….');
    }
    const credential = BEARER.exec(authorization)?.[1];
    const known = credential && findCaller?.(credential);
    if (known) return known;
    const found = await checked(credential, address());
    if (!(found instanceof Fault)) return found;
    guesses.wrong(address());
    throw found;
  };
}
