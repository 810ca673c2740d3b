import { readFileSync } from 'node:fs';
import { errors, type FetchImplementation } from 'jose';
import { parseApiKeys, type ApiKey } from '../../config/api-keys-file.js';
import type { CallerAuthConfig, JwtConfig } from '../../config/config.js';
import { createJwks } from '../auth/jwks.js';
import { explainFailure } from './failed-check.js';
import { type Finding, note, ok } from './finding.js';

/**
 * Checks the API keys, the issuer's keys and the rights of anonymous callers. Never rejects.
 *
 * @param accounts keys of the configured accounts
 * @param fetchJwks requests the issuer's keys; `fetch` by default
 */
export async function checkCallers(
  callerAuth: CallerAuthConfig,
  accounts: ReadonlySet<string>,
  fetchJwks: FetchImplementation | undefined,
): Promise<readonly Finding[]> {
  const { apiKeysFile, jwt, anonymousScopes } = callerAuth;
  const anonymous = anonymousScopes.length > 0 ? anonymousScopes.join(', ') : 'none.';
  return [
    ...(apiKeysFile === undefined ? [] : checkApiKeys(apiKeysFile, accounts)),
    ...(jwt === undefined ? [] : [await checkAccessTokens(jwt, fetchJwks)]),
    allowsAnonymousWrites(callerAuth)
      ? note(ANONYMOUS_CHECK, `Scopes: ${anonymous}`, ANONYMOUS_REMEDY)
      : ok(ANONYMOUS_CHECK, `Scopes: ${anonymous}`),
  ];
}

const ANONYMOUS_CHECK = 'without credentials';
const ANONYMOUS_REMEDY =
  'Remove the write scopes from ANONYMOUS_SCOPES, unless every client that reaches the port may have them.';

/** Authentication is configured, but not needed for changes: probably a mistake. */
function allowsAnonymousWrites({ apiKeysFile, jwt, anonymousScopes }: CallerAuthConfig): boolean {
  const hasAuthentication = apiKeysFile !== undefined || jwt !== undefined;
  return hasAuthentication && anonymousScopes.some((scope) => !scope.endsWith('_READ'));
}

const API_KEYS_CHECK = 'API keys';

function checkApiKeys(path: string, accounts: ReadonlySet<string>): readonly Finding[] {
  const keys = readApiKeys(path);
  if (keys === undefined) {
    const remedy = 'Make sure that the file exists and is readable, and check again.';
    return [{ check: API_KEYS_CHECK, status: 'PROBLEM', message: 'API_KEYS_FILE cannot be read.', remedy }];
  }
  if (keys.length === 0) return [note(API_KEYS_CHECK, 'The list is empty.', 'Add keys with `npm run key`.')];
  return [
    ok(API_KEYS_CHECK, `${keys.length} in the list.`),
    ...keys.flatMap((key) => findUnknownAccounts(key, accounts)),
  ];
}

/** Undefined if the file cannot be read. */
export function readApiKeys(path: string): readonly ApiKey[] | undefined {
  try {
    return parseApiKeys(readFileSync(path, 'utf8')).keys;
  } catch {
    return undefined;
  }
}

/** Leaves unknown account keys out of the message, because they may be misplaced secrets. */
function findUnknownAccounts({ name, accounts = [] }: ApiKey, configured: ReadonlySet<string>): readonly Finding[] {
  const count = accounts.filter((account) => !configured.has(account)).length;
  if (count === 0) return [];
  const message = `${name} lists ${count === 1 ? '1 account that is' : `${count} accounts that are`} not configured.`;
  return [note(API_KEYS_CHECK, message, 'Correct `accounts` in API_KEYS_FILE.')];
}

async function checkAccessTokens(
  { issuer, audience, jwksUrl }: JwtConfig,
  fetchJwks: FetchImplementation | undefined,
): Promise<Finding> {
  const jwks = createJwks(jwksUrl, fetchJwks);
  const check = 'access tokens';
  const remedy = 'Make sure that JWT_JWKS_URL is the address of the issuer’s keys and can be reached.';
  try {
    await jwks.reload();
  } catch (error) {
    return {
      check,
      status: 'PROBLEM',
      message: `The issuer’s keys cannot be read (${explainJwksError(error, jwksUrl)}).`,
      remedy,
    };
  }
  const count = jwks.jwks()?.keys.length ?? 0;
  if (count === 0) return { check, status: 'PROBLEM', message: 'The issuer publishes no keys.', remedy };
  return ok(
    check,
    `The issuer publishes ${count} ${count === 1 ? 'key' : 'keys'}. Tokens: issuer ${issuer}, audience ${audience}.`,
  );
}

/** `fetch` wraps the system's error. */
function explainJwksError(error: unknown, url: string): string {
  if (error instanceof errors.JOSEError) return `${new URL(url).host}: ${error.message}`;
  return explainFailure(error instanceof Error ? (error.cause ?? error) : error, url);
}
