import { hash } from 'node:crypto';
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

/** The credential and the network of a request. */
export interface PresentedCredential {
  readonly authorization: string | undefined;
  /** Identifies the client for counting failures, and anonymous callers. */
  readonly address: () => string;
}

/**
 * Returns the caller of a request.
 *
 * @throws {Fault} `UNAUTHENTICATED` for invalid credentials, and for missing ones if anonymous callers have no
 * scopes. `RATE_LIMITED` after too many invalid ones. `UPSTREAM_UNAVAILABLE` if an access token cannot be verified
 */
export type Authenticate = (presented: PresentedCredential) => Promise<Caller>;

export interface AuthenticationOptions {
  readonly callerAuth: CallerAuthConfig;
  /** Whether a token without `pagergraph_accounts` may use every account. */
  readonly tokensMayUseAllAccounts: boolean;
  readonly authFailures: AuthFailureLimiter;
  readonly log: FastifyBaseLogger;
  /** Requests the issuer's keys; `fetch` by default. */
  readonly fetchJwks?: FetchImplementation | undefined;
}

const BEARER = /^Bearer +([A-Za-z0-9._~+/=-]+)$/i;

const UNSUPPORTED_CREDENTIALS = 'Unsupported credentials. Send `Authorization: Bearer <API key or access token>`.';
const AUTHENTICATION_REQUIRED = 'Authentication required. Send `Authorization: Bearer <API key or access token>`.';
const NO_DEFAULT_ACCOUNTS_NOTICE =
  'Access tokens without pagergraph_accounts have no accounts, because several are configured. Set JWT_DEFAULT_ACCOUNTS=all to give them every account.';

/** Number of token digests that are cached, 32 bytes each; the least recently used ones are dropped. */
const MAX_VERIFIED_TOKENS = 10_000;

/**
 * A credential is an API key or an access token. An invalid one is rejected and never treated as anonymous.
 *
 * An address with too many failures is rejected before a signature is verified or keys are fetched; otherwise the limit
 * would save nothing. Cheap checks still run, because other clients may share the address: API keys, which are
 * compared by hash, and tokens that were valid before.
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
    const digest = hash('sha256', credential ?? '', 'base64');
    if (!verifiedTokens.has(digest)) await authFailures.check(address);
    if (credential === undefined) return new Fault('UNAUTHENTICATED', UNSUPPORTED_CREDENTIALS);
    const found = await verifyAccessToken?.(credential);
    if (found && !(found instanceof Fault)) verifiedTokens.set(digest, true);
    return found ?? new Fault('UNAUTHENTICATED', 'Invalid credentials.');
  }

  return async ({ authorization, address }) => {
    if (authorization === undefined) {
      if (callerAuth.anonymousScopes.length > 0) return anonymousCaller(address());
      throw new Fault('UNAUTHENTICATED', AUTHENTICATION_REQUIRED);
    }
    const credential = BEARER.exec(authorization)?.[1];
    const apiKeyCaller = credential && findCallerByKey?.(credential);
    if (apiKeyCaller) return apiKeyCaller;
    const found = await verifyCredential(credential, address());
    if (!(found instanceof Fault)) return found;
    await authFailures.record(address());
    throw found;
  };
}
