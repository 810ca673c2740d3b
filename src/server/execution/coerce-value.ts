import {
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLLeafType,
} from 'graphql';
import { isObject } from '../../shared/json.js';

/** What comes of a wrong value. What is wrong with it graphql-js tells. */
export const INVALID = Symbol('mistake');

/** Makes of a value that came as JSON what graphql-js makes of it, or `MISTAKE`. Ends with the first mistake. */
export type CoerceValue = (value: unknown) => unknown;

const cache = new WeakMap<GraphQLInputType, CoerceValue>();

/**
 * The coercion of a type, made once: graphql-js asks each type anew what it is, for every value, which takes longer than
 * all else that is done with an operation's variables.
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

/** Of what is not null. */
function createCoercion(type: GraphQLInputType): CoerceValue {
  if (isListType(type)) return createListCoercion(getCoercion(type.ofType));
  return isInputObjectType(type) ? createObjectCoercion(type) : createLeafCoercion(type);
}

/** What is no list counts as a list of one. */
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
      // Asked for only now, for a type may have fields of its own type.
      const part = given === undefined ? absentValue : getCoercion(fieldType)(given);
      if (part === INVALID || (type.isOneOf && part === null)) return INVALID;
      if (part !== undefined) coerced[name] = part;
    }
    const isWhole = known === Object.keys(value).length && (!type.isOneOf || known === 1);
    return isWhole ? coerced : INVALID;
  };
}
