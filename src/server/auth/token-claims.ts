import * as z from 'zod';
import { mustBe } from '../../config/schemas.js';
import { parseScope, type Scope } from '../../config/scopes.js';
import { Fault } from '../../faults/fault.js';

/** What the claims of an access token say, each understood. */
export interface TokenClaims {
  readonly issuer: string;
  readonly subject: string;
  /** Of this gateway; the token's other scopes are for others. */
  readonly scopes: readonly Scope[];
  readonly email: string | undefined;
  /** Undefined when the token does not say. */
  readonly isEmailVerified: boolean | undefined;
  /** Configured keys of accounts; undefined when the token does not say. */
  readonly accounts: readonly string[] | undefined;
}

const nonEmptyText = z.string(mustBe('a text that is not empty')).min(1, mustBe('a text that is not empty'));

/** Seconds since the epoch, finite: JSON's `1e999` would never expire. */
const seconds = z.number(mustBe('a number of seconds'));

/** Names as identity providers write several: a list, or a text with blanks between. */
const nameList = z.union(
  [z.string().transform((words) => words.split(' ').filter((word) => word !== '')), z.array(z.string().min(1))],
  mustBe('a list of texts, or a text with blanks between'),
);

/** The text is how some providers write it. Anything else is neither: what is merely falsy must not pass for a no. */
const booleanClaim = z
  .union([z.boolean(), z.enum(['true', 'false'])], mustBe('true or false'))
  .transform((value) => String(value) === 'true');

const Claims = z.object({
  iss: nonEmptyText,
  sub: nonEmptyText,
  aud: z.union([z.string(), z.array(z.string())], mustBe('a text or a list of texts')),
  exp: seconds,
  nbf: seconds.optional(),
  /** RFC 9068. */
  scope: nameList.optional(),
  /** Okta's name for it. */
  scp: nameList.optional(),
  email: z.email(mustBe('an e-mail address')).optional(),
  email_verified: booleanClaim.optional(),
  pagergraph_accounts: nameList.optional(),
});

/**
 * Reads the claims of a token whose signature is good. A claim that is absent says nothing; one that cannot be understood
 * must not be taken for absent, which may allow more.
 *
 * @throws {Fault} `UNAUTHENTICATED` naming the first claim that cannot be understood
 */
export function parseClaims(payload: object): TokenClaims {
  const { data, error } = Claims.safeParse(payload);
  if (!data) throw toClaimFault(error.issues[0]);
  const { iss, sub, scope, scp, email, email_verified: isEmailVerified, pagergraph_accounts: accounts } = data;
  const scopes = (scope ?? scp ?? []).map(parseScope).filter((found) => found !== undefined);
  return { issuer: iss, subject: sub, scopes, email, isEmailVerified, accounts };
}

function toClaimFault(issue: z.core.$ZodIssue | undefined): Fault {
  const [claim] = issue?.path ?? [];
  return new Fault('UNAUTHENTICATED', `The claim ${String(claim)} of the access token ${issue?.message}.`);
}
