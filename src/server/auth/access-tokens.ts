import type { FastifyBaseLogger } from 'fastify';
import { errors, jwtVerify, type FetchImplementation } from 'jose';
import type { JwtConfig } from '../../config/config.js';
import { Fault } from '../../faults/fault.js';
import type { Caller } from '../../graph/core/auth/caller.js';
import { createJwks, isTokenError } from './jwks.js';
import { parseClaims, type TokenClaims } from './token-claims.js';

/** Only signatures with a private key: with a shared secret, every verifier could also issue tokens. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];

/** Allowed difference between the issuer's clock and ours. */
const CLOCK_TOLERANCE_SECONDS = 30;

const MAX_CALLER_NAME_LENGTH = 100;

/**
 * Returns the caller of an access token, or the error of a token that the issuer did not make for this gateway.
 *
 * @throws {Fault} `UNAUTHENTICATED` for a token of the issuer that has expired or has an invalid claim,
 * `UPSTREAM_UNAVAILABLE` if the issuer's keys cannot be read
 */
export type VerifyAccessToken = (token: string) => Promise<Caller | Fault>;

/**
 * Verifies OIDC access tokens.
 *
 * @param allAccounts whether a token without `pagergraph_accounts` may use every account
 * @param log gets one warning when an e-mail is ignored because its token has no `email_verified`
 * @param fetchJwks requests the issuer's keys; `fetch` by default
 */
export function createTokenVerifier(
  { issuer, audience, jwksUrl, defaultEmailVerified }: JwtConfig,
  allAccounts: boolean,
  log: Pick<FastifyBaseLogger, 'warn'>,
  fetchJwks?: FetchImplementation,
): VerifyAccessToken {
  const jwks = createJwks(jwksUrl, fetchJwks);
  const options = {
    issuer,
    audience,
    algorithms: ALGORITHMS,
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
    requiredClaims: ['exp', 'sub'],
  };
  let hasWarned = false;

  /** Ignores an e-mail that the issuer has not verified, because it may belong to somebody else. */
  function trustedEmail({ email, isEmailVerified }: TokenClaims): string | undefined {
    if (isEmailVerified ?? defaultEmailVerified) return email;
    if (email !== undefined && isEmailVerified === undefined && !hasWarned) {
      hasWarned = true;
      log.warn(EMAIL_IGNORED_WARNING);
    }
    return undefined;
  }

  return async (token) => {
    const verified = await jwtVerify(token, jwks, options).catch(toTokenFault);
    if (verified instanceof Fault) return verified;
    const claims = parseClaims(verified.payload);
    return createTokenCaller(claims, trustedEmail(claims), allAccounts);
  };
}

const EMAIL_IGNORED_WARNING =
  'E-mails of access tokens are ignored, because the tokens have no email_verified. If the issuer verifies all e-mails, set JWT_DEFAULT_EMAIL_VERIFIED=on.';

/** Distinguishes invalid tokens from an issuer whose keys cannot be read. */
function toTokenFault(cause: unknown): Fault {
  if (cause instanceof errors.JWTExpired) throw createExpiredFault(cause);
  if (cause instanceof errors.JWTClaimValidationFailed) {
    const rule = cause.reason === 'missing' ? 'is missing' : 'is not accepted by this gateway';
    return new Fault('UNAUTHENTICATED', `The claim ${cause.claim} of the access token ${rule}.`, { cause });
  }
  if (isTokenError(cause)) return new Fault('UNAUTHENTICATED', 'Invalid credentials.', { cause });
  const message = 'Access tokens cannot be verified, because the issuer’s keys cannot be read. Retry later.';
  throw new Fault('UPSTREAM_UNAVAILABLE', message, { cause });
}

function createTokenCaller(
  { issuer, subject, scopes, accounts, expiresAt }: TokenClaims,
  email: string | undefined,
  allAccounts: boolean,
): Caller {
  const caller: Caller = {
    id: `token ${JSON.stringify([issuer, subject])}`,
    name: subject.slice(0, MAX_CALLER_NAME_LENGTH),
    scopes: new Set(scopes),
    ...(email === undefined ? {} : { email }),
    ...(accounts === undefined && allAccounts ? {} : { accounts: new Set(accounts) }),
    renew() {
      if (Date.now() < 1000 * (expiresAt + CLOCK_TOLERANCE_SECONDS)) return caller;
      throw createExpiredFault();
    },
  };
  return caller;
}

const createExpiredFault = (cause?: unknown) =>
  new Fault('UNAUTHENTICATED', 'The access token has expired.', { cause });
