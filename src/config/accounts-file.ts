import type { z } from 'zod';
import { accountsRule } from './accounts-schema.js';
import { cloudflareAccount, pagerDutyAccount } from './account-config.js';
import type { Accounts, CloudflareAccountConfig, PagerDutyAccountConfig } from './config.js';
import { jsonOf } from './json.js';
import { secretFrom, UNREADABLE, type ReadFile } from './secret-files.js';

export interface AccountsFile {
  readonly pagerduty: Accounts<PagerDutyAccountConfig>;
  readonly cloudflare: Accounts<CloudflareAccountConfig>;
  /** Each says where, and never what was written there. */
  readonly mistakes: readonly string[];
}

const NONE = { byKey: {} };

/** Reads an `ACCOUNTS_FILE` and the files of the secrets it names. */
export function readAccountsFile(path: string, readFile: ReadFile): AccountsFile {
  const text = secretFrom(path, readFile);
  if (text === undefined) return { pagerduty: NONE, cloudflare: NONE, mistakes: [`ACCOUNTS_FILE ${UNREADABLE}.`] };
  const { data, error } = accountsRule(readFile).safeParse(jsonOf(text));
  if (error) return { pagerduty: NONE, cloudflare: NONE, mistakes: error.issues.map(told) };
  return {
    pagerduty: accountsOf(data.pagerduty, pagerDutyAccount, data.default.pagerduty),
    cloudflare: accountsOf(data.cloudflare, cloudflareAccount, data.default.cloudflare),
    mistakes: [],
  };
}

/** A name that is none may be a secret in the wrong place, so it is not told. */
function told({ code, path, message }: z.core.$ZodIssue): string {
  const place = (code === 'invalid_key' ? path.slice(0, -1) : path).map(String).join('.');
  return `ACCOUNTS_FILE ${place === '' ? '' : `${place} `}${message}.`;
}

/** The only account is the default, whether that is said or not. */
function accountsOf<S, C>(
  settings: Readonly<Record<string, S>>,
  accountOf: (settings: S) => C | undefined,
  chosen: string | undefined,
): Accounts<C> {
  const byKey: Record<string, C> = {};
  for (const [key, one] of Object.entries(settings)) {
    const account = accountOf(one);
    if (account !== undefined) byKey[key] = account;
  }
  const [defaultKey = chosen] = chosen === undefined ? Object.keys(byKey) : [chosen];
  return { byKey, ...(defaultKey === undefined ? {} : { defaultKey }) };
}
