import { getVariableValues, type GraphQLSchema } from 'graphql';
import type { JsonObject } from '../upstream/transport/json.js';
import type { KnownOperation } from './known-operations.js';

/**
 * Coerces the variables of an operation.
 *
 * @param question see `questionOf`
 * @returns undefined where there is a mistake; to be read only, for the next request may get the same object
 */
export type Coerce = (
  known: KnownOperation,
  variables: JsonObject,
  question: string | undefined,
) => JsonObject | undefined;

/** Each mistake quotes the whole value: to tell thousands of them takes minutes, and one is enough to go the other way. */
const ONE_MISTAKE = { maxErrors: 1 };

/** Long questions are rare and not worth the room, which each known operation has. */
const LONGEST_REMEMBERED = 2_048;

/** Does not coerce the variables of the last question again: who watches a list asks the same all the time. */
export function createCoerce(schema: GraphQLSchema): Coerce {
  const last = new WeakMap<KnownOperation, { readonly question: string; readonly coerced: JsonObject }>();
  return (known, variables, question) => {
    const before = last.get(known);
    if (before && before.question === question) return before.coerced;
    const definitions = known.operation.variableDefinitions ?? [];
    const { coerced } = getVariableValues(schema, definitions, variables, ONE_MISTAKE);
    if (coerced && question && question.length <= LONGEST_REMEMBERED) last.set(known, { question, coerced });
    return coerced;
  };
}
