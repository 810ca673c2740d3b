import {
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLLeafType,
} from 'graphql';
import { isObject } from '../../shared/json.js';

/** The result of an invalid value. graphql-js reports the error. */
export const INVALID = Symbol('mistake');

/** Coerces a JSON value like graphql-js; `INVALID` at the first error. */
export type CoerceValue = (value: unknown) => unknown;

const cache = new WeakMap<GraphQLInputType, CoerceValue>();

/**
 * Returns the cached coercion of a type. graphql-js inspects the type again for every value, which is slower than everything
 * else in variable coercion.
 */
export function getCoercion(type: GraphQLInputType): CoerceValue {
  const cached = cache.get(type);
  if (cached) return cached;
  const coercion = isNonNullType(type)
    ? withNullValue(getCoercion(type.ofType), INVALID)
    : withNullValue(createCoercion(type), null);
  cache.set(type, coercion);
  return coercion;
}

function withNullValue(coercion: CoerceValue, nullValue: unknown): CoerceValue {
  return (value) => (value === null ? nullValue : coercion(value));
}

/** For values that are not null. */
function createCoercion(type: GraphQLInputType): CoerceValue {
  if (isListType(type)) return createListCoercion(getCoercion(type.ofType));
  return isInputObjectType(type) ? createObjectCoercion(type) : createLeafCoercion(type);
}

/** Treats a value that is not a list as a list of one. */
function createListCoercion(coercion: CoerceValue): CoerceValue {
  return (value) => {
    const coerced: unknown[] = [];
    for (const item of Array.isArray(value) ? (value as readonly unknown[]) : [value]) {
      const part = coercion(item);
      if (part === INVALID) return INVALID;
      coerced.push(part);
    }
    return coerced;
  };
}

function createLeafCoercion(type: GraphQLLeafType): CoerceValue {
  return (value) => {
    try {
      const parsed: unknown = type.parseValue(value);
      return parsed === undefined ? INVALID : parsed;
    } catch {
      return INVALID;
    }
  };
}

function createObjectCoercion(type: GraphQLInputObjectType): CoerceValue {
  const fields = Object.values(type.getFields()).map(({ name, type: fieldType, defaultValue }) => ({
    name,
    ofField: fieldType,
    absentValue: defaultValue === undefined && isNonNullType(fieldType) ? INVALID : defaultValue,
  }));
  return (value) => {
    if (!isObject(value)) return INVALID;
    const coerced: Record<string, unknown> = {};
    let known = 0;
    for (const { name, ofField: fieldType, absentValue } of fields) {
      const given = value[name];
      if (given !== undefined) known += 1;
      // Created only now, because a type may have fields of its own type.
      const part = given === undefined ? absentValue : getCoercion(fieldType)(given);
      if (part === INVALID || (type.isOneOf && part === null)) return INVALID;
      if (part !== undefined) coerced[name] = part;
    }
    const isWhole = known === Object.keys(value).length && (!type.isOneOf || known === 1);
    return isWhole ? coerced : INVALID;
  };
}
