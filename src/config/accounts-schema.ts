import * as z from 'zod';
import { isArray, isObject } from '../shared/json.js';
import {
  baseUrl,
  cloudflareId,
  consentUrl,
  email,
  headerToken,
  isRoutingKeyMap,
  isWebhookSecretList,
  mustBe,
  oauthScopes,
  region,
  ROUTING_KEYS_RULE,
  WEBHOOK_SECRETS_RULE,
  webhookSubscriptionId,
} from './schemas.js';
import { EMPTY_FILE, readSecretFile, UNREADABLE_FILE, type ReadFile } from './secret-files.js';
import { DEFAULT_CLOUDFLARE_URL } from './upstream-urls.js';

const ACCOUNT_KEY = z.string().regex(/^(?!__proto__$)[A-Za-z0-9_-]{1,64}$/);

/** The schema of an `ACCOUNTS_FILE`. Each secret is a string or `{"file": "path"}`. */
export function createAccountsSchema(readFile: ReadFile) {
  return z
    .strictObject(
      {
        pagerduty: accountsByKey(createPagerDutySchema(readFile)),
        cloudflare: accountsByKey(createCloudflareSchema(readFile)),
        default: defaultKeys,
      },
      mustBe('a JSON object with pagerduty, cloudflare and default, and nothing else'),
    )
    .superRefine(validateAccounts, { when: whenObject });
}

/** Accounts by their configured key. */
function accountsByKey<T extends z.ZodType>(account: T) {
  return z
    .record(ACCOUNT_KEY, account, {
      error: ({ code }) =>
        code === 'invalid_key'
          ? 'has an account key that is not 1 to 64 letters, digits, _ or -'
          : 'must be an object of accounts by their keys',
    })
    .default({});
}

function createPagerDutySchema(readFile: ReadFile) {
  const secret = createSecretSchema(readFile);
  return z
    .strictObject(
      {
        apiToken: secret.optional(),
        clientId: headerToken.optional(),
        clientSecret: secret.optional(),
        oauthScopes: oauthScopes.optional(),
        region: region.default('us'),
        from: email.optional(),
        fromMayAcknowledge: z.boolean(mustBe('true or false')).optional(),
        routingKeys: createRoutingKeysSchema(readFile).optional(),
        webhookSecrets: createWebhookSecretsSchema(readFile).optional(),
        webhookSubscriptionId: webhookSubscriptionId.optional(),
        baseUrl: baseUrl.optional(),
        eventsUrl: baseUrl.optional(),
        tokenUrl: baseUrl.optional(),
      },
      mustBe(
        'an object with apiToken (or clientId, clientSecret and oauthScopes), and optionally region, from, fromMayAcknowledge, routingKeys, webhookSecrets, webhookSubscriptionId, baseUrl, eventsUrl and tokenUrl',
      ),
    )
    .refine(hasExactlyOneCredential, {
      error: 'needs either apiToken or all of clientId, clientSecret and oauthScopes',
      when: whenObject,
    });
}

function createCloudflareSchema(readFile: ReadFile) {
  return z.strictObject(
    {
      accountId: cloudflareId,
      apiToken: createSecretSchema(readFile),
      consentUrl: consentUrl.optional(),
      baseUrl: baseUrl.default(DEFAULT_CLOUDFLARE_URL),
    },
    mustBe('an object with accountId and apiToken, and optionally consentUrl and baseUrl'),
  );
}

const accountKey = z.string(mustBe('the key of an account')).optional();

const defaultKeys = z
  .strictObject(
    { pagerduty: accountKey, cloudflare: accountKey },
    mustBe('an object with pagerduty and cloudflare, and nothing else'),
  )
  .default({});

function createSecretSchema(readFile: ReadFile) {
  return z.preprocess((value, context) => resolveSecret(value, readFile, context), headerToken);
}

function createRoutingKeysSchema(readFile: ReadFile) {
  return z
    .unknown()
    .transform((keys, context) =>
      isObject(keys)
        ? Object.fromEntries(Object.entries(keys).map(([name, key]) => [name, resolveSecret(key, readFile, context)]))
        : keys,
    )
    .refine(isRoutingKeyMap, mustBe(ROUTING_KEYS_RULE));
}

function createWebhookSecretsSchema(readFile: ReadFile) {
  return z
    .unknown()
    .transform((secrets, context) =>
      isArray(secrets) ? secrets.map((secret) => resolveSecret(secret, readFile, context)) : secrets,
    )
    .refine(isWebhookSecretList, mustBe(`a list of ${WEBHOOK_SECRETS_RULE}`));
}

/** The value itself, or the content of the file it names. */
function resolveSecret(value: unknown, readFile: ReadFile, context: z.RefinementCtx): unknown {
  if (!isObject(value) || typeof value['file'] !== 'string') return value;
  const secret = readSecretFile(value['file'], readFile);
  if (secret) return secret;
  context.addIssue({ code: 'custom', message: secret === undefined ? UNREADABLE_FILE : EMPTY_FILE });
  return z.NEVER;
}

/** Runs a refinement although single fields are invalid, so that all errors are reported at once. */
function whenObject({ value }: { value: unknown }): boolean {
  return isObject(value);
}

function hasExactlyOneCredential(account: Readonly<Record<string, unknown>>): boolean {
  const isSet = (name: string) => account[name] !== undefined;
  const appFields = ['clientId', 'clientSecret', 'oauthScopes'];
  return isSet('apiToken') ? !appFields.some(isSet) : appFields.every(isSet);
}

type UnvalidatedAccounts = Readonly<Record<string, unknown>>;

/** Requires a default account for each upstream with several accounts, and at least one account in the file. */
function validateAccounts(
  file: {
    pagerduty: UnvalidatedAccounts;
    cloudflare: UnvalidatedAccounts;
    default: Readonly<Partial<Record<string, string>>>;
  },
  context: z.RefinementCtx,
): void {
  const accountKeys = (upstream: 'pagerduty' | 'cloudflare') =>
    isObject(file[upstream]) ? Object.keys(file[upstream]) : [];
  for (const upstream of ['pagerduty', 'cloudflare'] as const) {
    const keys = accountKeys(upstream);
    const defaultKey = isObject(file.default) ? file.default[upstream] : undefined;
    if (defaultKey === undefined ? keys.length > 1 : !keys.includes(defaultKey)) {
      context.addIssue({
        code: 'custom',
        path: ['default', upstream],
        message: `must be the key of an account of ${upstream}`,
      });
    }
  }
  validateUniqueCloudflareIds(Object.entries(isObject(file.cloudflare) ? file.cloudflare : {}), context);
  if (accountKeys('pagerduty').length + accountKeys('cloudflare').length === 0) {
    context.addIssue({ code: 'custom', message: 'must hold at least one account' });
  }
}

/** Callers may select an account by Cloudflare's own id, so each id must select exactly one account. */
function validateUniqueCloudflareIds(
  entries: readonly [key: string, account: unknown][],
  context: z.RefinementCtx,
): void {
  const keyById = new Map<unknown, string>();
  for (const [key, account] of entries) {
    const id = isObject(account) ? account['accountId'] : undefined;
    const otherKey = keyById.get(id);
    if (id === undefined) continue;
    if (otherKey === undefined) keyById.set(id, key);
    else {
      const path = ['cloudflare', key, 'accountId'];
      context.addIssue({ code: 'custom', path, message: `is already used by the account ${otherKey}` });
    }
  }
}
