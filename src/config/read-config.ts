import { readFileSync } from 'node:fs';
import { readAccountsFile, type AccountsFile } from './accounts-file.js';
import { toCloudflareAccount, toPagerDutyAccount } from './account-config.js';
import { ConfigError } from './config-error.js';
import type { Accounts, Config, RedisConfig } from './config.js';
import type { RedisAddress } from './redis-url.js';
import { findCredentialErrors, hasCredential } from './validate-credentials.js';
import { parseTrustedDocuments, type TrustedDocuments } from './trusted-documents-manifest.js';
import { Environment } from './environment-schema.js';
import { isSet, readVariables, type Env, type ReadFile } from './secret-files.js';
import { toObservabilityConfig } from './observability-config.js';
import { toCallerAuthConfig, findCallerAuthErrors } from './caller-auth.js';

/** The key of the account that the environment configures. */
const SINGLE_ACCOUNT_KEY = 'main';

/**
 * Reads the whole configuration from the environment. Ignores unknown variables and treats empty ones as absent. In
 * sandbox mode both upstreams have no accounts; the caller adds those of the running sandbox.
 *
 * @param readFile reads secrets given as `NAME_FILE`, the accounts, the API keys and the trusted documents
 * @throws ConfigError with all errors at once, by variable name and without any value
 */
export function readConfig(env: Env, readFile: ReadFile = (path) => readFileSync(path, 'utf8')): Config {
  const { values, errors: secretErrors } = readVariables(env, readFile);
  const parsed = Environment.safeParse(values);
  const invalidSettings = (parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')} ${issue.message}.`);
  const mode = resolveMode(env);
  const documents = readTrustedDocuments(env, readFile);
  const documentErrors =
    documents === 'invalid' ? ['TRUSTED_DOCUMENTS must name a manifest in the format of Apollo or Relay.'] : [];
  const accounts = env['ACCOUNTS_FILE'] ? readAccountsFile(env['ACCOUNTS_FILE'], readFile) : undefined;
  const combinationErrors = [
    ...findModeErrors(env),
    ...findOutboxErrors(env),
    ...findFederationErrors(env),
    ...findCredentialErrors(env),
    ...findCallerAuthErrors(env, mode, readFile),
  ];
  const errors = [
    ...secretErrors,
    ...invalidSettings,
    ...combinationErrors,
    ...(accounts?.errors ?? []),
    ...documentErrors,
  ];
  if (!parsed.success || errors.length > 0 || documents === 'invalid') throw new ConfigError(errors);
  return {
    ...toConfig(parsed.data, mode),
    ...resolveAccounts(parsed.data, mode, accounts),
    ...(documents && { trustedDocuments: documents }),
  };
}

function resolveMode(env: Env): Config['mode'] {
  if (env['UPSTREAMS'] === 'sandbox' || env['UPSTREAMS'] === 'live') return env['UPSTREAMS'];
  return hasCredential(env) ? 'live' : 'sandbox';
}

function readTrustedDocuments(
  { TRUSTED_DOCUMENTS: path }: Env,
  readFile: ReadFile,
): TrustedDocuments | 'invalid' | undefined {
  if (!path) return undefined;
  try {
    return parseTrustedDocuments(readFile(path)) ?? 'invalid';
  } catch {
    return 'invalid';
  }
}

/** Requires an explicit mode in production, so that missing credentials never start a sandbox there. */
function findModeErrors(env: Env): string[] {
  if (env['NODE_ENV'] !== 'production' || isSet(env, 'UPSTREAMS')) return [];
  return ['Set UPSTREAMS to `sandbox` or `live`: it is required when NODE_ENV=production.'];
}

function findOutboxErrors(env: Env): string[] {
  if (!isSet(env, 'OUTBOX_FILE') || !isSet(env, 'REDIS_URL')) return [];
  return ['Remove OUTBOX_FILE: with REDIS_URL, triggers wait in Redis.'];
}

/** A router sends documents that it makes itself, so the list belongs in the router. */
function findFederationErrors(env: Env): string[] {
  if (env['FEDERATION'] !== 'on' || !isSet(env, 'TRUSTED_DOCUMENTS')) return [];
  return ['FEDERATION=on cannot be combined with TRUSTED_DOCUMENTS. Set the trusted documents in the router.'];
}

function toConfig(env: Environment, mode: Config['mode']): Omit<Config, 'pagerduty' | 'cloudflare'> {
  const sandbox = mode === 'sandbox';
  return {
    ...toServerConfig(env),
    mode,
    sandboxActivity: env.SANDBOX_ACTIVITY,
    deadlineMs: env.UPSTREAM_DEADLINE_MS,
    tryTimeoutMs: env.UPSTREAM_TRY_TIMEOUT_MS,
    idempotencyTtlSeconds: env.IDEMPOTENCY_TTL_SECONDS,
    referenceCacheSeconds: env.REFERENCE_CACHE_SECONDS,
    livePollSeconds: env.LIVE_POLL_SECONDS,
    ...(env.CURSOR_KEY !== undefined && { cursorKey: env.CURSOR_KEY }),
    callerAuth: toCallerAuthConfig(env, mode),
    callerRateLimit: env.CALLER_RATE_LIMIT,
    limits: {
      tokens: env.MAX_TOKENS,
      depth: env.MAX_DEPTH,
      aliases: env.MAX_ALIASES,
      rootFields: env.MAX_ROOT_FIELDS,
      complexity: env.MAX_COMPLEXITY,
      bodyBytes: env.MAX_BODY_BYTES,
      responseBytes: env.MAX_RESPONSE_BYTES,
    },
    subscriptions: { max: env.MAX_SUBSCRIPTIONS, maxPerCaller: env.MAX_SUBSCRIPTIONS_PER_CALLER },
    ...(env.HTTPS_PROXY && { proxy: { url: env.HTTPS_PROXY, noProxy: env.NO_PROXY } }),
    fromMayAcknowledge: env.PAGERDUTY_FROM_MAY_ACKNOWLEDGE,
    federation: env.FEDERATION,
    introspection: env.INTROSPECTION ?? sandbox,
    playground: env.PLAYGROUND ?? sandbox,
    board: env.BOARD ?? sandbox,
    ...(env.REDIS_URL && { redis: toRedisConfig(env, env.REDIS_URL) }),
    outbox: { ttlSeconds: env.OUTBOX_TTL_SECONDS, ...(env.OUTBOX_FILE !== undefined && { file: env.OUTBOX_FILE }) },
    logLevel: env.LOG_LEVEL,
    ...toObservabilityConfig(env),
  };
}

function toServerConfig(env: Environment) {
  return {
    host: env.HOST,
    port: env.PORT,
    allowedOrigins: env.ALLOWED_ORIGINS,
    allowedHosts: env.ALLOWED_HOSTS,
    allowedHeaders: env.CORS_ALLOWED_HEADERS,
    compress: env.COMPRESS,
    trustProxy: env.TRUST_PROXY,
    shutdownDelaySeconds: env.SHUTDOWN_DELAY_SECONDS,
  };
}

function toRedisConfig(env: Environment, address: RedisAddress): RedisConfig {
  return {
    address,
    prefix: env.REDIS_PREFIX,
    ...(env.REDIS_CA !== undefined && { ca: env.REDIS_CA }),
    isRequired: env.REDIS_REQUIRED,
  };
}

/** The accounts of the file, else the single account of each upstream in the environment. */
function resolveAccounts(
  env: Environment,
  mode: Config['mode'],
  file: AccountsFile | undefined,
): Pick<Config, 'pagerduty' | 'cloudflare'> {
  if (mode === 'sandbox') return { pagerduty: { byKey: {} }, cloudflare: { byKey: {} } };
  if (file) return { pagerduty: file.pagerduty, cloudflare: file.cloudflare };
  const pagerduty = toPagerDutyAccount({
    apiToken: env.PAGERDUTY_API_TOKEN,
    clientId: env.PAGERDUTY_CLIENT_ID,
    clientSecret: env.PAGERDUTY_CLIENT_SECRET,
    oauthScopes: env.PAGERDUTY_OAUTH_SCOPES,
    region: env.PAGERDUTY_REGION,
    baseUrl: env.PAGERDUTY_BASE_URL,
    eventsUrl: env.PAGERDUTY_EVENTS_URL,
    tokenUrl: env.PAGERDUTY_TOKEN_URL,
    from: env.PAGERDUTY_FROM,
    routingKeys: env.PAGERDUTY_ROUTING_KEYS,
    webhookSecrets: env.WEBHOOK_SECRETS,
    webhookSubscriptionId: env.WEBHOOK_SUBSCRIPTION_ID,
  });
  const cloudflare = toCloudflareAccount({
    accountId: env.CLOUDFLARE_ACCOUNT_ID,
    apiToken: env.CLOUDFLARE_API_TOKEN,
    baseUrl: env.CLOUDFLARE_BASE_URL,
    consentUrl: env.CLOUDFLARE_PAGERDUTY_CONSENT_URL,
  });
  return { pagerduty: toSingleAccount(pagerduty), cloudflare: toSingleAccount(cloudflare) };
}

function toSingleAccount<T>(account: T | undefined): Accounts<T> {
  return account === undefined
    ? { byKey: {} }
    : { byKey: { [SINGLE_ACCOUNT_KEY]: account }, defaultKey: SINGLE_ACCOUNT_KEY };
}
