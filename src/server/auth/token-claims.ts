import * as z from 'zod';
import { mustBe } from '../../config/schemas.js';
import { parseScope, type Scope } from '../../config/scopes.js';
import { Fault } from '../../faults/fault.js';

/** The validated claims of an access token. */
export interface TokenClaims {
  readonly issuer: string;
  readonly subject: string;
  /** In seconds since the epoch. */
  readonly expiresAt: number;
  /** The scopes of this gateway; other scopes of the token are ignored. */
  readonly scopes: readonly Scope[];
  readonly email: string | undefined;
  /** Undefined if the token has no `email_verified`. */
  readonly isEmailVerified: boolean | undefined;
  /** Configured keys of accounts; undefined if the token has no `pagergraph_accounts`. */
  readonly accounts: readonly string[] | undefined;
}

const nonEmptyText = z.string(mustBe('a non-empty string')).min(1, mustBe('a non-empty string'));

/** Seconds since the epoch; finite, because a token with JSON's `1e999` would never expire. */
const seconds = z.number(mustBe('a number of seconds'));

/** A list, or a space-separated string: identity providers use both. */
const nameList = z.union(
  [z.string().transform((words) => words.split(' ').filter((word) => word !== '')), z.array(z.string().min(1))],
  mustBe('a list of strings or a space-separated string'),
);

/** Accepts strings too, because some providers send them. Rejects all other values instead of reading them as false. */
const booleanClaim = z
  .union([z.boolean(), z.enum(['true', 'false'])], mustBe('true or false'))
  .transform((value) => String(value) === 'true');

const Claims = z.object({
  iss: nonEmptyText,
  sub: nonEmptyText,
  aud: z.union([z.string(), z.array(z.string())], mustBe('a string or a list of strings')),
  exp: seconds,
  nbf: seconds.optional(),
  /** RFC 9068. */
  scope: nameList.optional(),
  /** Okta's name of `scope`. */
  scp: nameList.optional(),
  email: z.email(mustBe('an e-mail address')).optional(),
  email_verified: booleanClaim.optional(),
  pagergraph_accounts: nameList.optional(),
});

/**
 * Parses the claims of a token with a valid signature. Rejects an invalid claim, because ignoring it could grant more.
 *
 * @throws {Fault} `UNAUTHENTICATED` with the first invalid claim
 */
export function parseClaims(payload: object): TokenClaims {
  const { data, error } = Claims.safeParse(payload);
  if (!data) throw toClaimFault(error.issues[0]);
  const { iss, sub, exp, scope, scp, email, email_verified: isEmailVerified, pagergraph_accounts: accounts } = data;
  const scopes = (scope ?? scp ?? []).map(parseScope).filter((found) => found !== undefined);
  return { issuer: iss, subject: sub, expiresAt: exp, scopes, email, isEmailVerified, accounts };
}

function toClaimFault(issue: z.core.$ZodIssue | undefined): Fault {
  const [claim] = issue?.path ?? [];
  return new Fault('UNAUTHENTICATED', `The claim ${String(claim)} of the access token ${issue?.message}.`);
}
