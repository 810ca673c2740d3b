import type { Caller } from '../../graph/core/auth/caller.js';
import { hasBigInt } from '../../shared/lossless-json.js';
import { isObjectOrArray, type JsonObject } from '../../shared/json.js';
import type { CompiledOperation } from './operation-cache.js';

/**
 * Returns the same key only for the same operation, variables and caller.
 *
 * @param variablesKey see `serializeVariables`
 */
type CreateDeduplicationKey = (known: CompiledOperation, caller: Caller, question: string) => string;

/**
 * Identifies callers by object identity. An API key has the same object for each request. Each access token has its
 * own, because two tokens of one person may differ in scopes.
 */
export function createDeduplicationKeys(): CreateDeduplicationKey {
  const numbers = new WeakMap<object, number>();
  let last = 0;
  const identify = (object: object): number => {
    const number = numbers.get(object) ?? (last += 1);
    numbers.set(object, number);
    return number;
  };
  return (compiled, caller, variablesKey) => `${identify(compiled)} ${identify(caller)} ${variablesKey}`;
}

/**
 * Serializes variables as JSON. Undefined if the JSON is ambiguous: a number like `1e999` is parsed as infinity and serialized
 * as `null`, and an integer that a double cannot represent cannot be serialized.
 *
 * @param variables of limited depth
 */
export function serializeVariables(variables: JsonObject): string | undefined {
  if (hasBigInt(variables)) return undefined;
  const text = JSON.stringify(variables);
  return text.includes('null') && hasInfinity(variables) ? undefined : text;
}

function hasInfinity(value: unknown): boolean {
  if (typeof value === 'number') return !Number.isFinite(value);
  return isObjectOrArray(value) && Object.values(value).some(hasInfinity);
}
