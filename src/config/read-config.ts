import { readFileSync } from 'node:fs';
import { ConfigError } from './config-error.js';
import type { Accounts, CloudflareAccountConfig, Config, PagerDutyAccountConfig } from './config.js';
import { Environment } from './environment.js';
import { isLoopback } from './loopback.js';
import { isGiven, readVariables, SECRETS, type ReadFile } from './variables.js';

type Env = Readonly<Record<string, string | undefined>>;

/** The key of the one account that the environment can describe. */
const MAIN = 'main';

const REGIONS = { us: 'https://api.pagerduty.com', eu: 'https://api.eu.pagerduty.com' } as const;

/**
 * Reads the whole configuration from the environment. Unknown variables are ignored, empty ones count as absent. In
 * sandbox mode both upstreams come back without accounts: whoever starts the sandbox knows its addresses.
 *
 * @param readFile reads the files of secrets given as `NAME_FILE`
 * @throws ConfigError with every mistake at once, by variable name and without any value
 */
export function readConfig(env: Env, readFile: ReadFile = (path) => readFileSync(path, 'utf8')): Config {
  const { values, mistakes } = readVariables(env, readFile);
  const parsed = Environment.safeParse(values);
  const wrong = (parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')} ${issue.message}.`);
  const all = [...mistakes, ...wrong, ...contradictions(env)];
  if (!parsed.success || all.length > 0) throw new ConfigError(all);
  return configOf(parsed.data, modeOf(env));
}

function modeOf(env: Env): Config['mode'] {
  if (env['UPSTREAMS'] === 'sandbox' || env['UPSTREAMS'] === 'live') return env['UPSTREAMS'];
  return SECRETS.some((name) => isGiven(env, name)) ? 'live' : 'sandbox';
}

/** Mistakes that no variable makes alone. Asks only what was given, so they are told beside badly spelled values. */
function contradictions(env: Env): string[] {
  const given = (name: string) => isGiven(env, name);
  const mode = modeOf(env);
  const mistakes: string[] = [];
  const check = (wrong: boolean, sentence: string) => wrong && mistakes.push(sentence);
  check(
    env['NODE_ENV'] === 'production' && !given('UPSTREAMS'),
    'UPSTREAMS must be said (sandbox or live) when NODE_ENV is production.',
  );
  check(
    env['UPSTREAMS'] === 'live' && !SECRETS.some(given),
    `UPSTREAMS is live, which needs a credential: ${SECRETS.join(' or ')}.`,
  );
  check(
    given('CLOUDFLARE_API_TOKEN') && !given('CLOUDFLARE_ACCOUNT_ID'),
    'CLOUDFLARE_API_TOKEN needs CLOUDFLARE_ACCOUNT_ID beside it.',
  );
  check(
    given('CLOUDFLARE_ACCOUNT_ID') && !given('CLOUDFLARE_API_TOKEN'),
    'CLOUDFLARE_ACCOUNT_ID needs CLOUDFLARE_API_TOKEN beside it.',
  );
  check(
    !isLoopback(env['HOST'] || 'localhost'),
    mode === 'live'
      ? 'HOST must be a loopback address until callers can be authenticated: whoever reaches the port acts with these credentials.'
      : 'HOST must be a loopback address in sandbox mode: the sandbox answers whoever reaches the port.',
  );
  return mistakes;
}

function configOf(env: Environment, mode: Config['mode']): Config {
  const sandbox = mode === 'sandbox';
  return {
    host: env.HOST,
    port: env.PORT,
    mode,
    pagerduty: sandbox ? { byKey: {} } : pagerDutyAccounts(env),
    cloudflare: sandbox ? { byKey: {} } : cloudflareAccounts(env),
    deadlineMs: env.UPSTREAM_DEADLINE_MS,
    tryTimeoutMs: env.UPSTREAM_TRY_TIMEOUT_MS,
    idempotencyTtlSeconds: env.IDEMPOTENCY_TTL_SECONDS,
    referenceCacheSeconds: env.REFERENCE_CACHE_SECONDS,
    introspection: env.INTROSPECTION ?? sandbox,
    playground: env.PLAYGROUND ?? sandbox,
    logLevel: env.LOG_LEVEL,
  };
}

function pagerDutyAccounts(env: Environment): Accounts<PagerDutyAccountConfig> {
  if (env.PAGERDUTY_API_TOKEN === undefined) return { byKey: {} };
  const region = env.PAGERDUTY_REGION === 'us' ? 'US' : 'EU';
  const account: PagerDutyAccountConfig = {
    baseUrl: env.PAGERDUTY_BASE_URL ?? REGIONS[env.PAGERDUTY_REGION],
    region: env.PAGERDUTY_BASE_URL === undefined ? region : 'CUSTOM',
    apiToken: env.PAGERDUTY_API_TOKEN,
    ...(env.PAGERDUTY_FROM === undefined ? {} : { from: env.PAGERDUTY_FROM }),
  };
  return { byKey: { [MAIN]: account }, defaultKey: MAIN };
}

function cloudflareAccounts(env: Environment): Accounts<CloudflareAccountConfig> {
  if (env.CLOUDFLARE_API_TOKEN === undefined || env.CLOUDFLARE_ACCOUNT_ID === undefined) return { byKey: {} };
  const account: CloudflareAccountConfig = {
    baseUrl: env.CLOUDFLARE_BASE_URL,
    accountId: env.CLOUDFLARE_ACCOUNT_ID,
    apiToken: env.CLOUDFLARE_API_TOKEN,
    ...(env.CLOUDFLARE_PAGERDUTY_CONSENT_URL === undefined ? {} : { consentUrl: env.CLOUDFLARE_PAGERDUTY_CONSENT_URL }),
  };
  return { byKey: { [MAIN]: account }, defaultKey: MAIN };
}
