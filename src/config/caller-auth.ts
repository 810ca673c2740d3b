import { parseApiKeys } from './api-keys-file.js';
import type { CallerAuthConfig, Config, JwtConfig } from './config.js';
import type { Environment } from './environment-schema.js';
import { isLoopback } from '../shared/loopback.js';
import { SCOPES } from './scopes.js';
import { isSet, type Env, type ReadFile } from './secret-files.js';

const JWT_SETTINGS = ['JWT_ISSUER', 'JWT_AUDIENCE', 'JWT_JWKS_URL'] as const;

/** Finds errors in the settings that decide which callers reach the gateway and how they authenticate. */
export function findCallerAuthErrors(env: Env, mode: Config['mode'], readFile: ReadFile): string[] {
  const has = (name: string) => isSet(env, name);
  const hasAuthentication = has('API_KEYS_FILE') || JWT_SETTINGS.some(has);
  const allowsAnonymous = has('ANONYMOUS_SCOPES') && env['ANONYMOUS_SCOPES'] !== 'none';
  const isReachable = !isLoopback(env['HOST'] || 'localhost');
  const errors: string[] = [];
  const rejectIf = (isInvalid: boolean, message: string) => isInvalid && errors.push(message);
  rejectIf(JWT_SETTINGS.some(has) && !JWT_SETTINGS.every(has), `${JWT_SETTINGS.join(', ')} must be set together.`);
  rejectIf(
    mode === 'live' && !hasAuthentication && !allowsAnonymous,
    'Live mode requires caller authentication. Set API_KEYS_FILE (create a key with `npm run key`) or JWT_ISSUER, JWT_AUDIENCE and JWT_JWKS_URL; on loopback, ANONYMOUS_SCOPES is enough.',
  );
  rejectIf(
    mode === 'live' && isReachable && !hasAuthentication,
    'HOST must be a loopback address without API_KEYS_FILE or JWT_ISSUER, because every client that reaches the port could use the upstream credentials.',
  );
  const { API_KEYS_FILE: path } = env;
  return path ? [...errors, ...findApiKeyErrors(path, readFile)] : errors;
}

function findApiKeyErrors(path: string, readFile: ReadFile): string[] {
  try {
    return parseApiKeys(readFile(path)).errors.map((error) => `API_KEYS_FILE is invalid. ${error}`);
  } catch {
    return ['API_KEYS_FILE names a file that cannot be read.'];
  }
}

/** By default, anonymous callers have all scopes in the sandbox and none in live mode. */
export function toCallerAuthConfig(env: Environment, mode: Config['mode']): CallerAuthConfig {
  const jwt = toJwtConfig(env);
  return {
    ...(env.API_KEYS_FILE === undefined ? {} : { apiKeysFile: env.API_KEYS_FILE }),
    ...(jwt && { jwt }),
    anonymousScopes: env.ANONYMOUS_SCOPES ?? (mode === 'sandbox' ? SCOPES : []),
  };
}

function toJwtConfig(env: Environment): JwtConfig | undefined {
  const { JWT_ISSUER: issuer, JWT_AUDIENCE: audience, JWT_JWKS_URL: jwksUrl } = env;
  if (issuer === undefined || audience === undefined || jwksUrl === undefined) return undefined;
  const { JWT_DEFAULT_ACCOUNTS: defaultAccounts, JWT_DEFAULT_EMAIL_VERIFIED: defaultEmailVerified } = env;
  return { issuer, audience, jwksUrl, defaultEmailVerified, ...(defaultAccounts && { defaultAccounts }) };
}

/**
 * Whether a token without `pagergraph_accounts` may use every account. Without `JWT_DEFAULT_ACCOUNTS`, it may while
 * no upstream has more than one account.
 */
export function tokensMayUseAllAccounts({
  callerAuth,
  pagerduty,
  cloudflare,
}: Pick<Config, 'callerAuth' | 'pagerduty' | 'cloudflare'>): boolean {
  const { defaultAccounts } = callerAuth.jwt ?? {};
  if (defaultAccounts !== undefined) return defaultAccounts === 'all';
  return [pagerduty, cloudflare].every(({ byKey }) => Object.keys(byKey).length <= 1);
}
