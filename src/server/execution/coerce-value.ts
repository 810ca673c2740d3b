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
export const MISTAKE = Symbol('mistake');

/** Makes of a value that came as JSON what graphql-js makes of it, or `MISTAKE`. Ends with the first mistake. */
export type Coercion = (value: unknown) => unknown;

const made = new WeakMap<GraphQLInputType, Coercion>();

/**
 * The coercion of a type, made once: graphql-js asks each type anew what it is, for every value, which takes longer than
 * all else that is done with an operation's variables.
 */
export function coercionOf(type: GraphQLInputType): Coercion {
  const known = made.get(type);
  if (known) return known;
  const coercion = isNonNullType(type)
    ? orWhenNull(coercionOf(type.ofType), MISTAKE)
    : orWhenNull(coercionOfGiven(type), null);
  made.set(type, coercion);
  return coercion;
}

function orWhenNull(coercion: Coercion, ofNull: unknown): Coercion {
  return (value) => (value === null ? ofNull : coercion(value));
}

/** Of what is not null. */
function coercionOfGiven(type: GraphQLInputType): Coercion {
  if (isListType(type)) return coercionOfList(coercionOf(type.ofType));
  return isInputObjectType(type) ? coercionOfObject(type) : coercionOfLeaf(type);
}

/** What is no list counts as a list of one. */
function coercionOfList(coercion: Coercion): Coercion {
  return (value) => {
    const coerced: unknown[] = [];
    for (const item of Array.isArray(value) ? (value as readonly unknown[]) : [value]) {
      const part = coercion(item);
      if (part === MISTAKE) return MISTAKE;
      coerced.push(part);
    }
    return coerced;
  };
}

function coercionOfLeaf(type: GraphQLLeafType): Coercion {
  return (value) => {
    try {
      const parsed: unknown = type.parseValue(value);
      return parsed === undefined ? MISTAKE : parsed;
    } catch {
      return MISTAKE;
    }
  };
}

function coercionOfObject(type: GraphQLInputObjectType): Coercion {
  const fields = Object.values(type.getFields()).map(({ name, type: ofField, defaultValue }) => ({
    name,
    ofField,
    ofNothing: defaultValue === undefined && isNonNullType(ofField) ? MISTAKE : defaultValue,
  }));
  return (value) => {
    if (!isObject(value)) return MISTAKE;
    const coerced: Record<string, unknown> = {};
    let known = 0;
    for (const { name, ofField, ofNothing } of fields) {
      const given = value[name];
      if (given !== undefined) known += 1;
      // Asked for only now, for a type may have fields of its own type.
      const part = given === undefined ? ofNothing : coercionOf(ofField)(given);
      if (part === MISTAKE || (type.isOneOf && part === null)) return MISTAKE;
      if (part !== undefined) coerced[name] = part;
    }
    const isWhole = known === Object.keys(value).length && (!type.isOneOf || known === 1);
    return isWhole ? coerced : MISTAKE;
  };
}
