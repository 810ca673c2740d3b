import type { FastifyBaseLogger } from 'fastify';
import { errors, jwtVerify, type FetchImplementation } from 'jose';
import type { JwtConfig } from '../../config/config.js';
import { Fault } from '../../faults/fault.js';
import type { Caller } from '../../graph/core/auth/caller.js';
import { createJwks, isTokenError } from './jwks.js';
import { parseClaims, type TokenClaims } from './token-claims.js';

/** Signatures by a private key only: with a shared secret, whoever can check a token could make one. */
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

/** How far the issuer's clock may be from ours. */
const CLOCK_TOLERANCE_SECONDS = 30;

const MAX_CALLER_NAME_LENGTH = 100;

/**
 * Who an access token speaks for, or why it is nobody's: a token that was not made by the issuer for this gateway.
 *
 * @throws {Fault} `UNAUTHENTICATED` for a token of the issuer that has expired or holds a claim that cannot be understood,
 * `UPSTREAM_UNAVAILABLE` when the issuer's keys cannot be read
 */
export type VerifyAccessToken = (token: string) => Promise<Caller | Fault>;

/**
 * Reads OIDC access tokens.
 *
 * @param allAccounts whether a token without `pagergraph_accounts` may use every account
 * @param log told once when an e-mail is ignored because its token does not say that it is verified
 * @param fetchJwks what asks for the issuer's keys; `fetch` without it
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

  /** An e-mail that the issuer has not verified is anybody's. */
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
  'E-mails of access tokens are ignored: the tokens do not have email_verified. If the issuer verifies every e-mail, set JWT_DEFAULT_EMAIL_VERIFIED=on.';

/** jose names what is wrong with a token; a key set that is late, odd or not there at all is not the token's fault. */
function toTokenFault(cause: unknown): Fault {
  if (cause instanceof errors.JWTExpired)
    throw new Fault('UNAUTHENTICATED', 'The access token has expired.', { cause });
  if (cause instanceof errors.JWTClaimValidationFailed) {
    const rule = cause.reason === 'missing' ? 'is missing' : 'is not what this gateway accepts';
    return new Fault('UNAUTHENTICATED', `The claim ${cause.claim} of the access token ${rule}.`, { cause });
  }
  if (isTokenError(cause)) return new Fault('UNAUTHENTICATED', 'These credentials are not valid.', { cause });
  const message = 'The keys that access tokens are checked with cannot be read; try again shortly.';
  throw new Fault('UPSTREAM_UNAVAILABLE', message, { cause });
}

function createTokenCaller(
  { issuer, subject, scopes, accounts }: TokenClaims,
  email: string | undefined,
  allAccounts: boolean,
): Caller {
  return {
    id: `token ${JSON.stringify([issuer, subject])}`,
    name: subject.slice(0, MAX_CALLER_NAME_LENGTH),
    scopes: new Set(scopes),
    ...(email === undefined ? {} : { email }),
    ...(accounts === undefined && allAccounts ? {} : { accounts: new Set(accounts) }),
  };
}
