import * as z from 'zod';
import { DEFAULT_CLOUDFLARE_URL } from './account-config.js';
import { isObject } from '../shared/json.js';
import {
  isRoutingKeyMap,
  baseUrl,
  cloudflareId,
  consentUrl,
  email,
  mustBe,
  oauthScopes,
  region,
  ROUTING_KEYS_RULE,
  headerToken,
} from './schemas.js';
import { EMPTY_FILE, readSecretFile, UNREADABLE_FILE, type ReadFile } from './secret-files.js';

const ACCOUNT_KEY = z.string().regex(/^(?!__proto__$)[A-Za-z0-9_-]{1,64}$/);

/** Accounts by their configured key. */
const accountsByKey = <T extends z.ZodType>(account: T) =>
  z
    .record(ACCOUNT_KEY, account, {
      error: ({ code }) =>
        code === 'invalid_key'
          ? 'holds an account whose key is not 1 to 64 letters, digits, _ or -'
          : 'must be an object of accounts by their keys',
    })
    .default({});

/** So that what no field says alone is told beside badly spelled ones. */
const whenObject = ({ value }: { value: unknown }) => isObject(value);

/** What an `ACCOUNTS_FILE` holds. Secrets may stand in files of their own. */
export function createAccountsSchema(readFile: ReadFile) {
  const secret = z.preprocess((value, context) => resolveSecret(value, readFile, context), headerToken);
  const routingKeys = z
    .unknown()
    .transform((keys, context) =>
      isObject(keys)
        ? Object.fromEntries(Object.entries(keys).map(([name, key]) => [name, resolveSecret(key, readFile, context)]))
        : keys,
    )
    .refine(isRoutingKeyMap, mustBe(ROUTING_KEYS_RULE));

  const pagerduty = z
    .strictObject(
      {
        apiToken: secret.optional(),
        clientId: headerToken.optional(),
        clientSecret: secret.optional(),
        oauthScopes: oauthScopes.optional(),
        region: region.default('us'),
        from: email.optional(),
        fromMayAcknowledge: z.boolean(mustBe('true or false')).optional(),
        routingKeys: routingKeys.optional(),
        baseUrl: baseUrl.optional(),
        eventsUrl: baseUrl.optional(),
        tokenUrl: baseUrl.optional(),
      },
      mustBe(
        'an object with apiToken (or clientId, clientSecret and oauthScopes) and perhaps region, from, fromMayAcknowledge, routingKeys, baseUrl, eventsUrl and tokenUrl, and nothing else',
      ),
    )
    .refine(hasExactlyOneCredential, {
      error: 'needs either apiToken or all of clientId, clientSecret and oauthScopes',
      when: whenObject,
    });

  const cloudflare = z.strictObject(
    {
      accountId: cloudflareId,
      apiToken: secret,
      consentUrl: consentUrl.optional(),
      baseUrl: baseUrl.default(DEFAULT_CLOUDFLARE_URL),
    },
    mustBe('an object with accountId, apiToken and perhaps consentUrl and baseUrl, and nothing else'),
  );

  const key = z.string(mustBe('the key of an account')).optional();
  const defaults = z
    .strictObject(
      { pagerduty: key, cloudflare: key },
      mustBe('an object with pagerduty and cloudflare, and nothing else'),
    )
    .default({});

  return z
    .strictObject(
      { pagerduty: accountsByKey(pagerduty), cloudflare: accountsByKey(cloudflare), default: defaults },
      mustBe('JSON, an object with pagerduty, cloudflare and default, and nothing else'),
    )
    .superRefine(validateAccounts, { when: whenObject });
}

/** The secret as it stands there, or from the file that is named there. */
function resolveSecret(value: unknown, readFile: ReadFile, context: z.RefinementCtx): unknown {
  if (!isObject(value) || typeof value['file'] !== 'string') return value;
  const secret = readSecretFile(value['file'], readFile);
  if (secret) return secret;
  context.addIssue({ code: 'custom', message: secret === undefined ? UNREADABLE_FILE : EMPTY_FILE });
  return z.NEVER;
}

function hasExactlyOneCredential(account: Readonly<Record<string, unknown>>): boolean {
  const isSet = (name: string) => account[name] !== undefined;
  const appFields = ['clientId', 'clientSecret', 'oauthScopes'];
  return isSet('apiToken') ? !appFields.some(isSet) : appFields.every(isSet);
}

type UnvalidatedAccounts = Readonly<Record<string, unknown>>;

/** An upstream with several accounts must say which one is meant when a caller names none. */
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

/** Callers may name an account by Cloudflare's own id, which must then mean one account. */
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
      context.addIssue({ code: 'custom', path, message: `must not be that of ${otherKey} too` });
    }
  }
}
