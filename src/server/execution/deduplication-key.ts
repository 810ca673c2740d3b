import type { Caller } from '../../graph/core/auth/caller.js';
import { hasBigInt } from '../../shared/lossless-json.js';
import { isObjectOrArray, type JsonObject } from '../../shared/json.js';
import type { CompiledOperation } from './operation-cache.js';

/**
 * Equal for the same question of the same caller, and for no other two.
 *
 * @param question see `questionOf`
 */
type CreateDeduplicationKey = (known: CompiledOperation, caller: Caller, question: string) => string;

/**
 * Names what is asked and by whom. Callers are told apart as objects: those of API keys are the same for each request, and
 * each access token makes one of its own, for two of one person need not allow the same.
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
 * What is asked of an operation: its variables as JSON. Undefined when they cannot be told from others by it: a number
 * like `1e999` is read as infinite, and written as `null`, and an integer that no double holds cannot be written.
 *
 * @param variables of a depth that was judged
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
