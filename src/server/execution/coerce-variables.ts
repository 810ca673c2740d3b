import {
  isNonNullType,
  typeFromAST,
  valueFromAST,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { JsonObject } from '../../shared/json.js';
import { getCoercion, INVALID } from './coerce-value.js';

/**
 * Coerces the variables of one operation.
 *
 * @param variablesKey see `serializeVariables`
 * @returns undefined for an invalid value; read-only, because the next request may get the same object
 */
export type CoerceVariables = (variables: JsonObject, question: string | undefined) => JsonObject | undefined;

/** Longer keys are rare, and each compiled operation would store one. */
const MAX_CACHED_KEY_LENGTH = 2_048;

/**
 * Caches the last result, because polling clients repeat their variables.
 *
 * @param operation valid, and supported by graphql-jit (see `isUnsupportedByJit`)
 */
export function createCoerceVariables(schema: GraphQLSchema, operation: OperationDefinitionNode): CoerceVariables {
  const coerceAll = createUncachedCoerce(schema, operation);
  let last: { readonly variablesKey: string; readonly coerced: JsonObject } | undefined;
  return (variables, variablesKey) => {
    if (last && last.variablesKey === variablesKey) return last.coerced;
    const coerced = coerceAll(variables);
    if (coerced && variablesKey && variablesKey.length <= MAX_CACHED_KEY_LENGTH) last = { variablesKey, coerced };
    return coerced;
  };
}

function createUncachedCoerce(schema: GraphQLSchema, { variableDefinitions = [] }: OperationDefinitionNode) {
  const definitions = variableDefinitions.map(({ variable, type: node, defaultValue }) => {
    const type = typeFromAST(schema, node) as GraphQLInputType;
    const coercedDefault: unknown = valueFromAST(defaultValue, type);
    const absentValue = coercedDefault === undefined && isNonNullType(type) ? INVALID : coercedDefault;
    return { name: variable.name.value, coercion: getCoercion(type), ofNothing: absentValue };
  });
  return (variables: JsonObject): JsonObject | undefined => {
    const coerced: Record<string, unknown> = {};
    for (const { name, coercion, ofNothing: absentValue } of definitions) {
      const value = Object.hasOwn(variables, name) ? coercion(variables[name]) : absentValue;
      if (value === INVALID) return undefined;
      if (value !== undefined) coerced[name] = value;
    }
    return coerced;
  };
}
