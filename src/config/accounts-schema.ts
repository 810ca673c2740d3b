import * as z from 'zod';
import { CLOUDFLARE_URL } from './account-config.js';
import { isObject } from './json.js';
import {
  areRoutingKeys,
  baseUrl,
  cloudflareId,
  consentUrl,
  email,
  must,
  oauthScopes,
  region,
  ROUTING_KEYS,
  token,
} from './schemas.js';
import { EMPTY, secretFrom, UNREADABLE, type ReadFile } from './secret-files.js';

const ACCOUNT_KEY = z.string().regex(/^(?!__proto__$)[A-Za-z0-9_-]{1,64}$/);

/** Accounts by their configured key. */
const accounts = <T extends z.ZodType>(account: T) =>
  z
    .record(ACCOUNT_KEY, account, {
      error: ({ code }) =>
        code === 'invalid_key'
          ? 'holds an account whose key is not 1 to 64 letters, digits, _ or -'
          : 'must be an object of accounts by their keys',
    })
    .default({});

/** So that what no field says alone is told beside badly spelled ones. */
const always = ({ value }: { value: unknown }) => isObject(value);

/** What an `ACCOUNTS_FILE` holds. Secrets may stand in files of their own. */
export function accountsRule(readFile: ReadFile) {
  const secret = z.preprocess((value, context) => secretOf(value, readFile, context), token);
  const routingKeys = z
    .unknown()
    .transform((keys, context) =>
      isObject(keys)
        ? Object.fromEntries(Object.entries(keys).map(([name, key]) => [name, secretOf(key, readFile, context)]))
        : keys,
    )
    .refine(areRoutingKeys, must(ROUTING_KEYS));

  const pagerduty = z
    .strictObject(
      {
        apiToken: secret.optional(),
        clientId: token.optional(),
        clientSecret: secret.optional(),
        oauthScopes: oauthScopes.optional(),
        region: region.default('us'),
        from: email.optional(),
        fromMayAcknowledge: z.boolean(must('true or false')).optional(),
        routingKeys: routingKeys.optional(),
        baseUrl: baseUrl.optional(),
        eventsUrl: baseUrl.optional(),
        tokenUrl: baseUrl.optional(),
      },
      must(
        'an object with apiToken (or clientId, clientSecret and oauthScopes) and perhaps region, from, fromMayAcknowledge, routingKeys, baseUrl, eventsUrl and tokenUrl, and nothing else',
      ),
    )
    .refine(hasOneCredential, {
      error: 'needs either apiToken or all of clientId, clientSecret and oauthScopes',
      when: always,
    });

  const cloudflare = z.strictObject(
    {
      accountId: cloudflareId,
      apiToken: secret,
      consentUrl: consentUrl.optional(),
      baseUrl: baseUrl.default(CLOUDFLARE_URL),
    },
    must('an object with accountId, apiToken and perhaps consentUrl and baseUrl, and nothing else'),
  );

  const key = z.string(must('the key of an account')).optional();
  const chosen = z
    .strictObject(
      { pagerduty: key, cloudflare: key },
      must('an object with pagerduty and cloudflare, and nothing else'),
    )
    .default({});

  return z
    .strictObject(
      { pagerduty: accounts(pagerduty), cloudflare: accounts(cloudflare), default: chosen },
      must('JSON, an object with pagerduty, cloudflare and default, and nothing else'),
    )
    .superRefine(judgeTogether, { when: always });
}

/** The secret as it stands there, or from the file that is named there. */
function secretOf(value: unknown, readFile: ReadFile, context: z.RefinementCtx): unknown {
  if (!isObject(value) || typeof value['file'] !== 'string') return value;
  const secret = secretFrom(value['file'], readFile);
  if (secret) return secret;
  context.addIssue({ code: 'custom', message: secret === undefined ? UNREADABLE : EMPTY });
  return z.NEVER;
}

function hasOneCredential(account: Readonly<Record<string, unknown>>): boolean {
  const given = (name: string) => account[name] !== undefined;
  const app = ['clientId', 'clientSecret', 'oauthScopes'];
  return given('apiToken') ? !app.some(given) : app.every(given);
}

type Accounts = Readonly<Record<string, unknown>>;

/** An upstream with several accounts must say which one is meant when a caller names none. */
function judgeTogether(
  file: { pagerduty: Accounts; cloudflare: Accounts; default: Readonly<Partial<Record<string, string>>> },
  context: z.RefinementCtx,
): void {
  const keysOf = (upstream: 'pagerduty' | 'cloudflare') =>
    isObject(file[upstream]) ? Object.keys(file[upstream]) : [];
  for (const upstream of ['pagerduty', 'cloudflare'] as const) {
    const keys = keysOf(upstream);
    const chosen = isObject(file.default) ? file.default[upstream] : undefined;
    if (chosen === undefined ? keys.length > 1 : !keys.includes(chosen)) {
      context.addIssue({
        code: 'custom',
        path: ['default', upstream],
        message: `must be the key of an account of ${upstream}`,
      });
    }
  }
  judgeCloudflareIds(Object.entries(isObject(file.cloudflare) ? file.cloudflare : {}), context);
  if (keysOf('pagerduty').length + keysOf('cloudflare').length === 0) {
    context.addIssue({ code: 'custom', message: 'must hold at least one account' });
  }
}

/** Callers may name an account by Cloudflare's own id, which must then mean one account. */
function judgeCloudflareIds(entries: readonly [key: string, account: unknown][], context: z.RefinementCtx): void {
  const known = new Map<unknown, string>();
  for (const [key, account] of entries) {
    const id = isObject(account) ? account['accountId'] : undefined;
    const other = known.get(id);
    if (id === undefined) continue;
    if (other === undefined) known.set(id, key);
    else {
      const path = ['cloudflare', key, 'accountId'];
      context.addIssue({ code: 'custom', path, message: `must not be that of ${other} too` });
    }
  }
}
