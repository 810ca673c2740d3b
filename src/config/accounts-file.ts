import type { z } from 'zod';
import { tryParseJson } from '../shared/json.js';
import { createAccountsSchema } from './accounts-schema.js';
import { toCloudflareAccount, toPagerDutyAccount } from './account-config.js';
import type { Accounts, CloudflareAccountConfig, PagerDutyAccountConfig } from './config.js';

import { readSecretFile, UNREADABLE_FILE, type ReadFile } from './secret-files.js';

export interface AccountsFile {
  readonly pagerduty: Accounts<PagerDutyAccountConfig>;
  readonly cloudflare: Accounts<CloudflareAccountConfig>;
  /** Name the place of each error, never a value. */
  readonly errors: readonly string[];
}

const NO_ACCOUNTS = { byKey: {} };

/** Reads an `ACCOUNTS_FILE` and the secret files it names. */
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

/** Leaves an invalid key out of the message, because it may be a misplaced secret. */
function formatIssue({ code, path, message }: z.core.$ZodIssue): string {
  const location = (code === 'invalid_key' ? path.slice(0, -1) : path).map(String).join('.');
  return `ACCOUNTS_FILE ${location === '' ? '' : `${location} `}${message}.`;
}

/** A single account is the default account. */
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
