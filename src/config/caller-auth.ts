import { parseApiKeys } from './api-keys-file.js';
import type { CallersConfig, Config, JwtConfig } from './config.js';
import type { Environment } from './environment-schema.js';
import { isLoopback } from '../shared/loopback.js';
import { SCOPES } from './scopes.js';
import { isGiven, type ReadFile } from './secret-files.js';

type Env = Readonly<Record<string, string | undefined>>;

const JWT = ['JWT_ISSUER', 'JWT_AUDIENCE', 'JWT_JWKS_URL'] as const;

/** What is wrong with who may reach the gateway and who may come in. */
export function wayInMistakes(env: Env, mode: Config['mode'], readFile: ReadFile): string[] {
  const given = (name: string) => isGiven(env, name);
  const asksWho = given('API_KEYS_FILE') || JWT.some(given);
  const isOpen = given('ANONYMOUS_SCOPES') && env['ANONYMOUS_SCOPES'] !== 'none';
  const isReachable = !isLoopback(env['HOST'] || 'localhost');
  const mistakes: string[] = [];
  const check = (wrong: boolean, sentence: string) => wrong && mistakes.push(sentence);
  check(JWT.some(given) && !JWT.every(given), `${JWT.join(', ')} need each other; set all three.`);
  check(
    mode === 'live' && !asksWho && !isOpen,
    `Nobody could come in: live mode needs API_KEYS_FILE ("npm run key" makes a key), or ${JWT.join(', ')}, or, on loopback, ANONYMOUS_SCOPES.`,
  );
  check(
    mode === 'live' && isReachable && !asksWho,
    'HOST must be a loopback address unless API_KEYS_FILE or JWT_ISSUER says who may come in: whoever reaches the port acts with these credentials.',
  );
  const { API_KEYS_FILE: path } = env;
  return path ? [...mistakes, ...keyMistakes(path, readFile)] : mistakes;
}

function keyMistakes(path: string, readFile: ReadFile): string[] {
  try {
    return parseApiKeys(readFile(path)).mistakes.map((mistake) => `API_KEYS_FILE cannot be used. ${mistake}`);
  } catch {
    return ['API_KEYS_FILE names a file that cannot be read.'];
  }
}

/** The sandbox is open unless told otherwise; a live gateway is closed. */
export function callersOf(env: Environment, mode: Config['mode']): CallersConfig {
  const jwt = jwtOf(env);
  return {
    ...(env.API_KEYS_FILE === undefined ? {} : { apiKeysFile: env.API_KEYS_FILE }),
    ...(jwt && { jwt }),
    anonymousScopes: env.ANONYMOUS_SCOPES ?? (mode === 'sandbox' ? SCOPES : []),
  };
}

function jwtOf(env: Environment): JwtConfig | undefined {
  const { JWT_ISSUER: issuer, JWT_AUDIENCE: audience, JWT_JWKS_URL: jwksUrl } = env;
  if (issuer === undefined || audience === undefined || jwksUrl === undefined) return undefined;
  const { JWT_DEFAULT_ACCOUNTS: defaultAccounts, JWT_DEFAULT_EMAIL_VERIFIED: defaultEmailVerified } = env;
  return { issuer, audience, jwksUrl, defaultEmailVerified, ...(defaultAccounts && { defaultAccounts }) };
}

/**
 * Whether a token without `pagergraph_accounts` may use every account: as the operator says, else only while no upstream
 * has more than one, for then there is nothing to choose.
 */
export function tokensMayUseAll({
  callers,
  pagerduty,
  cloudflare,
}: Pick<Config, 'callers' | 'pagerduty' | 'cloudflare'>): boolean {
  const { defaultAccounts } = callers.jwt ?? {};
  if (defaultAccounts !== undefined) return defaultAccounts === 'all';
  return [pagerduty, cloudflare].every(({ byKey }) => Object.keys(byKey).length <= 1);
}
