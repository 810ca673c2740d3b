import {
  isNonNullType,
  typeFromAST,
  valueFromAST,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { JsonObject } from '../../shared/json.js';
import { coercionOf, MISTAKE } from './coerce-value.js';

/**
 * Coerces the variables of one operation.
 *
 * @param question see `questionOf`
 * @returns undefined where there is a mistake; to be read only, for the next request may get the same object
 */
export type Coerce = (variables: JsonObject, question: string | undefined) => JsonObject | undefined;

/** Long questions are rare and not worth the room, which each known operation has. */
const LONGEST_REMEMBERED = 2_048;

/**
 * Does not coerce the variables of the last question again: who watches a list asks the same all the time.
 *
 * @param operation a valid one, whose variables have names of their own (see `isMisread`)
 */
export function createCoerce(schema: GraphQLSchema, operation: OperationDefinitionNode): Coerce {
  const coerceAll = createCoerceAll(schema, operation);
  let last: { readonly question: string; readonly coerced: JsonObject } | undefined;
  return (variables, question) => {
    if (last && last.question === question) return last.coerced;
    const coerced = coerceAll(variables);
    if (coerced && question && question.length <= LONGEST_REMEMBERED) last = { question, coerced };
    return coerced;
  };
}

function createCoerceAll(schema: GraphQLSchema, { variableDefinitions = [] }: OperationDefinitionNode) {
  const wanted = variableDefinitions.map(({ variable, type: node, defaultValue }) => {
    const type = typeFromAST(schema, node) as GraphQLInputType;
    const usual: unknown = valueFromAST(defaultValue, type);
    const ofNothing = usual === undefined && isNonNullType(type) ? MISTAKE : usual;
    return { name: variable.name.value, coercion: coercionOf(type), ofNothing };
  });
  return (variables: JsonObject): JsonObject | undefined => {
    const coerced: Record<string, unknown> = {};
    for (const { name, coercion, ofNothing } of wanted) {
      const value = Object.hasOwn(variables, name) ? coercion(variables[name]) : ofNothing;
      if (value === MISTAKE) return undefined;
      if (value !== undefined) coerced[name] = value;
    }
    return coerced;
  };
}
