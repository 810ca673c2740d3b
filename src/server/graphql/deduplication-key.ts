import { hasBigInt } from '../../shared/lossless-json.js';
import { isObjectOrArray, type JsonObject } from '../../shared/json.js';

/** Equal for the same operation, caller and variables, and for nothing else. */
type CreateDeduplicationKey = (operation: object, caller: object, variablesKey: string) => string;

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
  return (operation, caller, variablesKey) => `${identify(operation)} ${identify(caller)} ${variablesKey}`;
}

/**
 * The variables as JSON. Undefined when the JSON is not theirs alone: `1e999` is parsed as Infinity and written as `null`,
 * and an integer beyond a double cannot be written.
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
