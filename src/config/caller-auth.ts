import { parseApiKeys } from './api-keys-file.js';
import type { CallerAuthConfig, Config, JwtConfig } from './config.js';
import type { Environment } from './environment-schema.js';
import { isLoopback } from '../shared/loopback.js';
import { SCOPES } from './scopes.js';
import { isSet, type ReadFile } from './secret-files.js';

type Env = Readonly<Record<string, string | undefined>>;

const JWT_SETTINGS = ['JWT_ISSUER', 'JWT_AUDIENCE', 'JWT_JWKS_URL'] as const;

/** What is wrong with who may reach the gateway and who may come in. */
export function findCallerAuthErrors(env: Env, mode: Config['mode'], readFile: ReadFile): string[] {
  const has = (name: string) => isSet(env, name);
  const hasAuthentication = has('API_KEYS_FILE') || JWT_SETTINGS.some(has);
  const allowsAnonymous = has('ANONYMOUS_SCOPES') && env['ANONYMOUS_SCOPES'] !== 'none';
  const isReachable = !isLoopback(env['HOST'] || 'localhost');
  const errors: string[] = [];
  const rejectIf = (isInvalid: boolean, message: string) => isInvalid && errors.push(message);
  rejectIf(
    JWT_SETTINGS.some(has) && !JWT_SETTINGS.every(has),
    `${JWT_SETTINGS.join(', ')} need each other; set all three.`,
  );
  rejectIf(
    mode === 'live' && !hasAuthentication && !allowsAnonymous,
    `Nobody could come in: live mode needs API_KEYS_FILE ("npm run key" makes a key), or ${JWT_SETTINGS.join(', ')}, or, on loopback, ANONYMOUS_SCOPES.`,
  );
  rejectIf(
    mode === 'live' && isReachable && !hasAuthentication,
    'HOST must be a loopback address unless API_KEYS_FILE or JWT_ISSUER says who may come in: whoever reaches the port acts with these credentials.',
  );
  const { API_KEYS_FILE: path } = env;
  return path ? [...errors, ...findApiKeyErrors(path, readFile)] : errors;
}

function findApiKeyErrors(path: string, readFile: ReadFile): string[] {
  try {
    return parseApiKeys(readFile(path)).errors.map((mistake) => `API_KEYS_FILE cannot be used. ${mistake}`);
  } catch {
    return ['API_KEYS_FILE names a file that cannot be read.'];
  }
}

/** The sandbox is open unless told otherwise; a live gateway is closed. */
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
 * Whether a token without `pagergraph_accounts` may use every account: as the operator says, else only while no upstream
 * has more than one, for then there is nothing to choose.
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
