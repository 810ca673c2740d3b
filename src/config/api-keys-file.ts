import * as z from 'zod';
import { jsonOf } from './json.js';
import { scopeNamed, scopeRule, type Scope } from './scopes.js';

/** One caller with a key of its own. */
export interface ApiKey {
  /** What logs and limits call the caller; unique. */
  readonly name: string;
  /** SHA-256 of the key, 64 hex digits; the key itself is nowhere kept. */
  readonly sha256: string;
  readonly scopes: readonly Scope[];
  /** In whose name the caller changes things. */
  readonly email?: string | undefined;
  /** Configured keys of the accounts the caller may use; all of them when absent. */
  readonly accounts?: readonly string[] | undefined;
}

export interface ApiKeys {
  readonly keys: readonly ApiKey[];
  /** Each says where, and never what was written there. */
  readonly mistakes: readonly string[];
}

const must = (rule: string) => ({ error: `must be ${rule}` });

const scope = z.string(must('a scope')).transform((name, issues): Scope => {
  const found = scopeNamed(name);
  if (found === undefined) issues.addIssue(`must be one of the ${scopeRule([name])}`);
  return found as Scope;
});

const ApiKeyEntry = z.strictObject(
  {
    name: z.string(must('a text')).regex(/^[A-Za-z0-9_.@ -]{1,64}$/, must('1 to 64 letters, digits, spaces or _.@-')),
    sha256: z.string(must('a text')).regex(/^[0-9a-f]{64}$/i, must('64 hex digits')),
    scopes: z.array(scope, must('a list')).min(1, must('a list of at least one scope')),
    email: z.email(must('an e-mail address')).optional(),
    accounts: z
      .array(z.string(must('a text')).min(1, must('an account’s key')), must('a list'))
      .min(1, must('a list of at least one account'))
      .optional(),
  },
  // A misspelt `accounts` would grant every account.
  must('an object with name, sha256, scopes and perhaps email and accounts, and nothing else'),
);

const ApiKeyList = z.array(ApiKeyEntry, must('a list'));

/** Reads the text of an `API_KEYS_FILE`. */
export function parseApiKeys(text: string): ApiKeys {
  const json = jsonOf(text);
  if (json === undefined) return { keys: [], mistakes: ['The file is no JSON.'] };
  const parsed = ApiKeyList.safeParse(json);
  if (!parsed.success) return { keys: [], mistakes: parsed.error.issues.map(({ path, message }) => at(path, message)) };
  const names = parsed.data.map(({ name }) => name);
  const twice = names.findIndex((name, index) => names.indexOf(name) < index);
  return { keys: parsed.data, mistakes: twice < 0 ? [] : [at([twice, 'name'], 'must be unique')] };
}

/** Entries are counted from 1, as people do. */
function at([index, ...rest]: readonly PropertyKey[], message: string): string {
  if (index === undefined) return `The file ${message}.`;
  return `Entry ${Number(index) + 1}${rest.map((part) => `, ${String(part)}`).join('')}: ${message}.`;
}
