import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload } from 'jose';
import { z } from 'zod';
import type { JwtConfig } from '../../config/config.js';
import { scopeNamed } from '../../config/scope.js';
import { Fault } from '../../faults/fault.js';
import type { Caller } from '../../graph/caller.js';

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

const JWKS = { timeoutDuration: 3_000, cooldownDuration: 30_000, cacheMaxAge: 600_000 };

const LONGEST_NAME = 100;

/** Who an access token speaks for. */
export type ReadToken = (token: string) => Promise<Caller>;

/**
 * Reads OIDC access tokens. The issuer's keys are remembered for ten minutes; a key nobody knows makes them be read
 * anew, at most every 30 seconds.
 *
 * @throws {Fault} later `UNAUTHENTICATED` for a token that is not to be believed, `UPSTREAM_UNAVAILABLE` when the issuer's
 * keys cannot be had
 */
export function createTokenReader({ issuer, audience, jwksUrl }: JwtConfig): ReadToken {
  const keys = createRemoteJWKSet(new URL(jwksUrl), JWKS);
  const options = {
    issuer,
    audience,
    algorithms: ALGORITHMS,
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
    requiredClaims: ['exp', 'sub'],
  };
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, options);
      return callerOf(payload);
    } catch (error) {
      throw refusalOf(error);
    }
  };
}

function refusalOf(cause: unknown): Fault {
  if (cause instanceof errors.JWTExpired)
    return new Fault('UNAUTHENTICATED', 'The access token has expired.', { cause });
  if (isTokensFault(cause)) return new Fault('UNAUTHENTICATED', 'These credentials are not valid.', { cause });
  const message = 'The keys that access tokens are checked with cannot be read; try again shortly.';
  return new Fault('UPSTREAM_UNAVAILABLE', message, { cause });
}

/** jose names what is wrong with a token; a key set that is late, odd or not there at all is not the token's fault. */
function isTokensFault(error: unknown): boolean {
  if (!(error instanceof errors.JOSEError)) return false;
  return !['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC'].includes(error.code);
}

function callerOf({ iss = '', sub = '', ...claims }: JWTPayload): Caller {
  const names = typeof claims['scope'] === 'string' ? claims['scope'].split(' ') : [];
  const email = emailOf(claims);
  return {
    id: `token ${JSON.stringify([iss, sub])}`,
    name: sub.slice(0, LONGEST_NAME),
    scopes: new Set(names.map(scopeNamed).filter((scope) => scope !== undefined)),
    ...(email === undefined ? {} : { email }),
  };
}

/** An e-mail the issuer says it has not verified is anybody's. */
function emailOf({ email, email_verified: isVerified }: JWTPayload): string | undefined {
  return isVerified === false ? undefined : z.email().safeParse(email).data;
}
