import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload } from 'jose';
import * as z from 'zod';
import type { JwtConfig } from '../../config/config.js';
import { scopeNamed, type Scope } from '../../config/scope.js';
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

/** Configured keys of the accounts that the token's holder may use; all of them without it. */
const ACCOUNTS_CLAIM = 'pagergraph_accounts';

const words = z.string().transform((text) => text.split(' ').filter((word) => word !== ''));

/** Names as identity providers write several: a list, or a text with blanks between. */
const Names = z.union([words, z.array(z.string().min(1))]);

/** Who an access token speaks for, or why it is not believed. */
export type ReadToken = (token: string) => Promise<Caller | errors.JOSEError>;

/**
 * Reads OIDC access tokens. The issuer's keys are remembered for ten minutes; a key nobody knows makes them be read
 * anew, at most every 30 seconds.
 *
 * @throws {Fault} later `UNAUTHENTICATED` for a token of the issuer that has expired or says what cannot be understood,
 * `UPSTREAM_UNAVAILABLE` when the issuer's keys cannot be had
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
    const verified = await jwtVerify(token, keys, options).catch(disbelief);
    return verified instanceof errors.JOSEError ? verified : callerOf(verified.payload);
  };
}

/** jose names what is wrong with a token; a key set that is late, odd or not there at all is not the token's fault. */
function disbelief(cause: unknown): errors.JOSEError {
  if (cause instanceof errors.JWTExpired)
    throw new Fault('UNAUTHENTICATED', 'The access token has expired.', { cause });
  if (cause instanceof errors.JOSEError && !NOT_THE_TOKENS.has(cause.code)) return cause;
  const message = 'The keys that access tokens are checked with cannot be read; try again shortly.';
  throw new Fault('UPSTREAM_UNAVAILABLE', message, { cause });
}

const NOT_THE_TOKENS: ReadonlySet<string> = new Set(['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC']);

function callerOf({ iss = '', sub, ...claims }: JWTPayload): Caller {
  if (typeof sub !== 'string' || sub === '') throw misfit('sub', 'a text');
  const email = emailOf(claims);
  const accounts = accountsOf(claims);
  return {
    id: `token ${JSON.stringify([iss, sub])}`,
    name: sub.slice(0, LONGEST_NAME),
    scopes: new Set(scopesOf(claims)),
    ...(email === undefined ? {} : { email }),
    ...(accounts === undefined ? {} : { accounts }),
  };
}

/** `scope` is a text (RFC 9068); Okta writes a list and calls it `scp`. */
function scopesOf({ scope, scp }: JWTPayload): Scope[] {
  const names = Names.safeParse(scope ?? scp).data ?? [];
  return names.map(scopeNamed).filter((found) => found !== undefined);
}

/** A claim that cannot be understood must not be taken for none, which grants every account. */
function accountsOf({ [ACCOUNTS_CLAIM]: claim }: JWTPayload): ReadonlySet<string> | undefined {
  if (claim === undefined) return undefined;
  const { data } = Names.safeParse(claim);
  if (!data) throw misfit(ACCOUNTS_CLAIM, 'a list of texts, or a text with blanks between');
  return new Set(data);
}

function misfit(claim: string, rule: string): Fault {
  return new Fault('UNAUTHENTICATED', `The claim ${claim} of the access token must be ${rule}.`);
}

/** An e-mail the issuer says it has not verified is anybody's. */
function emailOf({ email, email_verified: isVerified }: JWTPayload): string | undefined {
  return isVerified === false ? undefined : z.email().safeParse(email).data;
}
