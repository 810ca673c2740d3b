import type { z } from 'zod';
import { createAccountsSchema } from './accounts-schema.js';
import { toCloudflareAccount, toPagerDutyAccount } from './account-config.js';
import type { Accounts, CloudflareAccountConfig, PagerDutyAccountConfig } from './config.js';
import { tryParseJson } from '../shared/json.js';
import { readSecretFile, UNREADABLE_FILE, type ReadFile } from './secret-files.js';

export interface AccountsFile {
  readonly pagerduty: Accounts<PagerDutyAccountConfig>;
  readonly cloudflare: Accounts<CloudflareAccountConfig>;
  /** Each says where, and never what was written there. */
  readonly errors: readonly string[];
}

const NO_ACCOUNTS = { byKey: {} };

/** Reads an `ACCOUNTS_FILE` and the files of the secrets it names. */
export function readAccountsFile(path: string, readFile: ReadFile): AccountsFile {
  const text = readSecretFile(path, readFile);
  if (text === undefined)
    return { pagerduty: NO_ACCOUNTS, cloudflare: NO_ACCOUNTS, errors: [`ACCOUNTS_FILE ${UNREADABLE_FILE}.`] };
  const { data, error } = createAccountsSchema(readFile).safeParse(tryParseJson(text));
  if (error) return { pagerduty: NO_ACCOUNTS, cloudflare: NO_ACCOUNTS, errors: error.issues.map(formatIssue) };
  return {
    pagerduty: toAccounts(data.pagerduty, toPagerDutyAccount, data.default.pagerduty),
    cloudflare: toAccounts(data.cloudflare, toCloudflareAccount, data.default.cloudflare),
    errors: [],
  };
}

/** A name that is none may be a secret in the wrong place, so it is not told. */
function formatIssue({ code, path, message }: z.core.$ZodIssue): string {
  const location = (code === 'invalid_key' ? path.slice(0, -1) : path).map(String).join('.');
  return `ACCOUNTS_FILE ${location === '' ? '' : `${location} `}${message}.`;
}

/** The only account is the default, whether that is said or not. */
function toAccounts<S, C>(
  settings: Readonly<Record<string, S>>,
  toAccount: (settings: S) => C | undefined,
  configuredDefault: string | undefined,
): Accounts<C> {
  const byKey: Record<string, C> = {};
  for (const [key, accountSettings] of Object.entries(settings)) {
    const account = toAccount(accountSettings);
    if (account !== undefined) byKey[key] = account;
  }
  const [defaultKey = configuredDefault] = configuredDefault === undefined ? Object.keys(byKey) : [configuredDefault];
  return { byKey, ...(defaultKey === undefined ? {} : { defaultKey }) };
}
