import { readFileSync } from 'node:fs';
import { ConfigError } from './config-error.js';
import type { Accounts, CloudflareAccountConfig, Config, PagerDutyAccountConfig } from './config.js';
import { parseDocuments, type Documents } from './documents.js';
import { Environment } from './environment.js';
import { isGiven, readVariables, SECRETS, type ReadFile } from './variables.js';
import { callersOf, wayInMistakes } from './ways-in.js';

type Env = Readonly<Record<string, string | undefined>>;

/** The key of the one account that the environment can describe. */
const MAIN = 'main';

const REGIONS = { us: 'https://api.pagerduty.com', eu: 'https://api.eu.pagerduty.com' } as const;

/**
 * Reads the whole configuration from the environment. Unknown variables are ignored, empty ones count as absent. In
 * sandbox mode both upstreams come back without accounts: whoever starts the sandbox knows its addresses.
 *
 * @param readFile reads the files of secrets given as `NAME_FILE`, of API keys and of trusted documents
 * @throws ConfigError with every mistake at once, by variable name and without any value
 */
export function readConfig(env: Env, readFile: ReadFile = (path) => readFileSync(path, 'utf8')): Config {
  const { values, mistakes } = readVariables(env, readFile);
  const parsed = Environment.safeParse(values);
  const wrong = (parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')} ${issue.message}.`);
  const mode = modeOf(env);
  const documents = documentsOf(env, readFile);
  const unread = documents === 'unusable' ? ['TRUSTED_DOCUMENTS names no manifest in Apollo’s or Relay’s form.'] : [];
  const all = [...mistakes, ...wrong, ...contradictions(env), ...wayInMistakes(env, mode, readFile), ...unread];
  if (!parsed.success || all.length > 0 || documents === 'unusable') throw new ConfigError(all);
  return { ...configOf(parsed.data, mode), ...(documents && { trustedDocuments: documents }) };
}

function modeOf(env: Env): Config['mode'] {
  if (env['UPSTREAMS'] === 'sandbox' || env['UPSTREAMS'] === 'live') return env['UPSTREAMS'];
  return SECRETS.some((name) => isGiven(env, name)) ? 'live' : 'sandbox';
}

function documentsOf({ TRUSTED_DOCUMENTS: path }: Env, readFile: ReadFile): Documents | 'unusable' | undefined {
  if (!path) return undefined;
  try {
    return parseDocuments(readFile(path)) ?? 'unusable';
  } catch {
    return 'unusable';
  }
}

/** Mistakes that no variable makes alone. Asks only what was given, so they are told beside badly spelled values. */
function contradictions(env: Env): string[] {
  const given = (name: string) => isGiven(env, name);
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
    callers: callersOf(env, mode),
    callerRateLimit: env.CALLER_RATE_LIMIT,
    limits: {
      tokens: env.MAX_TOKENS,
      depth: env.MAX_DEPTH,
      aliases: env.MAX_ALIASES,
      rootFields: env.MAX_ROOT_FIELDS,
      complexity: env.MAX_COMPLEXITY,
      bodyBytes: env.MAX_BODY_BYTES,
    },
    allowedOrigins: env.ALLOWED_ORIGINS,
    trustProxy: env.TRUST_PROXY,
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
