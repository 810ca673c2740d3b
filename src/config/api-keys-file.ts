import * as z from 'zod';
import { tryParseJson } from '../shared/json.js';
import { mustBe } from './schemas.js';
import { describeScopeRule, parseScope, type Scope } from './scopes.js';

/** One API key and the rights of its caller. */
export interface ApiKey {
  /** Identifies the caller in logs and limits; unique. */
  readonly name: string;
  /** SHA-256 of the key, 64 hex digits; the key itself is stored nowhere. */
  readonly sha256: string;
  readonly scopes: readonly Scope[];
  /** The actor of the caller's changes. */
  readonly email?: string | undefined;
  /** Configured keys of the accounts the caller may use; absent means all accounts. */
  readonly accounts?: readonly string[] | undefined;
}

export interface ParsedApiKeys {
  readonly keys: readonly ApiKey[];
  /** Name the place of each error, never a value. */
  readonly errors: readonly string[];
}

const scope = z.string(mustBe('a scope')).transform((name, issues): Scope => {
  const found = parseScope(name);
  if (found === undefined) issues.addIssue(`must be one of the ${describeScopeRule([name])}`);
  return found as Scope;
});

const ApiKeyEntry = z.strictObject(
  {
    name: z
      .string(mustBe('a string'))
      .regex(/^[A-Za-z0-9_.@ -]{1,64}$/, mustBe('1 to 64 letters, digits, spaces or _.@-')),
    sha256: z.string(mustBe('a string')).regex(/^[0-9a-f]{64}$/i, mustBe('64 hex digits')),
    scopes: z.array(scope, mustBe('a list')).min(1, mustBe('a list of at least one scope')),
    email: z.email(mustBe('an e-mail address')).optional(),
    accounts: z
      .array(z.string(mustBe('a string')).min(1, mustBe('the key of an account')), mustBe('a list'))
      .min(1, mustBe('a list of at least one account'))
      .optional(),
  },
  // Strict, because a misspelt `accounts` would grant every account.
  mustBe('an object with name, sha256 and scopes, and optionally email and accounts'),
);

const ApiKeyList = z.array(ApiKeyEntry, mustBe('a list'));

/** Parses the text of an `API_KEYS_FILE`. */
export function parseApiKeys(text: string): ParsedApiKeys {
  const json = tryParseJson(text);
  if (json === undefined) return { keys: [], errors: ['The file is not valid JSON.'] };
  const parsed = ApiKeyList.safeParse(json);
  if (!parsed.success)
    return { keys: [], errors: parsed.error.issues.map(({ path, message }) => formatEntryError(path, message)) };
  const names = parsed.data.map(({ name }) => name);
  const duplicateIndex = names.findIndex((name, index) => names.indexOf(name) < index);
  return {
    keys: parsed.data,
    errors: duplicateIndex < 0 ? [] : [formatEntryError([duplicateIndex, 'name'], 'must be unique')],
  };
}

/** Counts entries from 1. */
function formatEntryError([index, ...rest]: readonly PropertyKey[], message: string): string {
  if (index === undefined) return `The file ${message}.`;
  return `Entry ${Number(index) + 1}${rest.map((part) => `, ${String(part)}`).join('')}: ${message}.`;
}
