import { createHash } from 'node:crypto';
import type { FastifyBaseLogger } from 'fastify';
import type { FetchImplementation } from 'jose';
import { LRUCache } from 'lru-cache';
import type { CallerAuthConfig } from '../../config/config.js';
import { Fault } from '../../faults/fault.js';
import type { Caller } from '../../graph/core/auth/caller.js';
import type { AuthFailureLimiter } from '../../store/auth-failure-limiter.js';
import { createTokenVerifier } from './access-tokens.js';
import { createAnonymousCallers } from './anonymous-callers.js';
import { createApiKeyLookup } from './api-keys.js';

/** What a request shows of who sends it. */
export interface PresentedCredential {
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
export type Authenticate = (shown: PresentedCredential) => Promise<Caller>;

export interface AuthenticationOptions {
  readonly callerAuth: CallerAuthConfig;
  /** Whether a token without `pagergraph_accounts` may use every account. */
  readonly tokensMayUseAllAccounts: boolean;
  readonly authFailures: AuthFailureLimiter;
  readonly log: FastifyBaseLogger;
  /** What asks for an issuer's keys; `fetch` without it. */
  readonly fetchJwks?: FetchImplementation | undefined;
}

const BEARER = /^Bearer +([A-Za-z0-9._~+/=-]+)$/i;

const NO_DEFAULT_ACCOUNTS_NOTICE =
  'Access tokens without pagergraph_accounts may use no account, because several are configured; JWT_DEFAULT_ACCOUNTS=all lets them use every one.';

/** Tokens whose digests are kept, 32 bytes each; those not seen for longest go first. */
const MAX_VERIFIED_TOKENS = 10_000;

/**
 * Credentials are an API key or an access token. Wrong ones are refused, never taken for none: a caller who believes to
 * be somebody must not act as nobody.
 *
 * An address with too many wrong ones is refused before a signature is checked or keys are fetched, or the limit would
 * save nothing. What costs next to nothing is looked at all the same, or anybody could lock out whoever shares the
 * address: API keys, which are compared by their hash, and tokens that were good before.
 */
export function createAuthenticate(options: AuthenticationOptions): Authenticate {
  const { callerAuth, tokensMayUseAllAccounts, authFailures, log, fetchJwks } = options;
  const findCallerByKey =
    callerAuth.apiKeysFile === undefined ? undefined : createApiKeyLookup(callerAuth.apiKeysFile, log);
  const verifyAccessToken =
    callerAuth.jwt && createTokenVerifier(callerAuth.jwt, tokensMayUseAllAccounts, log, fetchJwks);
  if (callerAuth.jwt && !tokensMayUseAllAccounts && callerAuth.jwt.defaultAccounts === undefined)
    log.info(NO_DEFAULT_ACCOUNTS_NOTICE);
  const anonymousCaller = createAnonymousCallers(callerAuth.anonymousScopes);
  const verifiedTokens = new LRUCache<string, true>({ max: MAX_VERIFIED_TOKENS });

  async function verifyCredential(credential: string | undefined, address: string): Promise<Caller | Fault> {
    const digest = createHash('sha256')
      .update(credential ?? '')
      .digest('base64');
    if (!verifiedTokens.has(digest)) authFailures.check(address);
    if (credential === undefined)
      return new Fault('UNAUTHENTICATED', 'Credentials are sent as Authorization: Bearer ….');
    const found = await verifyAccessToken?.(credential);
    if (found && !(found instanceof Fault)) verifiedTokens.set(digest, true);
    return found ?? new Fault('UNAUTHENTICATED', 'These credentials are not valid.');
  }

  return async ({ authorization, address }) => {
    if (authorization === undefined) {
      if (callerAuth.anonymousScopes.length > 0) return anonymousCaller(address());
      throw new Fault('UNAUTHENTICATED', 'Say who you are: send credentials as Authorization: Bearer ….');
    }
    const credential = BEARER.exec(authorization)?.[1];
    const apiKeyCaller = credential && findCallerByKey?.(credential);
    if (apiKeyCaller) return apiKeyCaller;
    const found = await verifyCredential(credential, address());
    if (!(found instanceof Fault)) return found;
    authFailures.record(address());
    throw found;
  };
}
