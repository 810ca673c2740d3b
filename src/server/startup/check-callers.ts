import { readFileSync } from 'node:fs';
import { errors, type FetchImplementation } from 'jose';
import { parseApiKeys, type ApiKey } from '../../config/api-keys-file.js';
import type { CallersConfig, JwtConfig } from '../../config/config.js';
import { createIssuerKeys } from '../auth/jwks.js';
import { whyOf } from './failed-check.js';
import { type Finding, note, ok } from './finding.js';

/**
 * Who may come in, and whether the keys that access tokens are checked with can be read. Never rejects.
 *
 * @param accounts keys of the accounts that are configured
 * @param fetchKeys what asks for an issuer's keys; `fetch` without it
 */
export async function checkCallers(
  callers: CallersConfig,
  accounts: ReadonlySet<string>,
  fetchKeys: FetchImplementation | undefined,
): Promise<readonly Finding[]> {
  const { apiKeysFile, jwt, anonymousScopes } = callers;
  const anonymous = anonymousScopes.length > 0 ? anonymousScopes.join(', ') : 'Nothing.';
  return [
    ...(apiKeysFile === undefined ? [] : checkApiKeys(apiKeysFile, accounts)),
    ...(jwt === undefined ? [] : [await checkAccessTokens(jwt, fetchKeys)]),
    isOpenBesideKeys(callers) ? note(ANYBODY, `May: ${anonymous}`, CLOSE) : ok(ANYBODY, `May: ${anonymous}`),
  ];
}

const ANYBODY = 'without credentials';
const CLOSE =
  'Take the scopes that change things out of ANONYMOUS_SCOPES, unless all who reach the port may have them.';

/** Who makes keys hardly means that nobody needs one. */
function isOpenBesideKeys({ apiKeysFile, jwt, anonymousScopes }: CallersConfig): boolean {
  const asksWho = apiKeysFile !== undefined || jwt !== undefined;
  return asksWho && anonymousScopes.some((scope) => !scope.endsWith('_READ'));
}

const API_KEYS = 'API keys';

function checkApiKeys(path: string, accounts: ReadonlySet<string>): readonly Finding[] {
  const keys = readApiKeys(path);
  if (keys === undefined) {
    const remedy = 'See that the file is there and may be read, and check again.';
    return [{ what: API_KEYS, verdict: 'PROBLEM', told: 'API_KEYS_FILE cannot be read.', remedy }];
  }
  if (keys.length === 0) return [note(API_KEYS, 'The list is empty: nobody has one.', 'Add keys with "npm run key".')];
  return [ok(API_KEYS, `${keys.length} in the list.`), ...keys.flatMap((key) => unknownAccounts(key, accounts))];
}

/** Undefined when the file cannot be read. */
export function readApiKeys(path: string): readonly ApiKey[] | undefined {
  try {
    return parseApiKeys(readFileSync(path, 'utf8')).keys;
  } catch {
    return undefined;
  }
}

/** What is not the key of an account is not told: it may be something else in the wrong place. */
function unknownAccounts({ name, accounts = [] }: ApiKey, known: ReadonlySet<string>): readonly Finding[] {
  const count = accounts.filter((account) => !known.has(account)).length;
  if (count === 0) return [];
  const told = `${name} is granted ${count === 1 ? 'an account that is' : `${count} accounts that are`} not configured.`;
  return [note(API_KEYS, told, 'Correct accounts in API_KEYS_FILE.')];
}

async function checkAccessTokens(
  { issuer, audience, jwksUrl }: JwtConfig,
  fetchKeys: FetchImplementation | undefined,
): Promise<Finding> {
  const keys = createIssuerKeys(jwksUrl, fetchKeys);
  const what = 'access tokens';
  const remedy = 'See that JWT_JWKS_URL is where the issuer publishes its keys, and that it can be reached from here.';
  try {
    await keys.reload();
  } catch (error) {
    return {
      what,
      verdict: 'PROBLEM',
      told: `The issuer’s keys cannot be read (${reasonOf(error, jwksUrl)}).`,
      remedy,
    };
  }
  const count = keys.jwks()?.keys.length ?? 0;
  if (count === 0) return { what, verdict: 'PROBLEM', told: 'The issuer publishes no keys.', remedy };
  return ok(
    what,
    `The issuer publishes ${count} ${count === 1 ? 'key' : 'keys'}; tokens are from ${issuer} for ${audience}.`,
  );
}

/** `fetch` wraps what the system says. */
function reasonOf(error: unknown, url: string): string {
  if (error instanceof errors.JOSEError) return `${new URL(url).host}: ${error.message}`;
  return whyOf(error instanceof Error ? (error.cause ?? error) : error, url);
}
