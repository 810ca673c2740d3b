import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  getOperationAST,
  getVariableValues,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  parse,
  parseType,
  typeFromAST,
  type GraphQLInputObjectType,
  type GraphQLInputType,
} from 'graphql';
import { createSchema } from '../../src/graph/schema.js';
import { createCoerce } from '../../src/server/coerce.js';
import { runs } from './runs.js';

type Variables = Readonly<Record<string, unknown>>;

const schema = createSchema();

function readings(definitions: string) {
  const operation = getOperationAST(parse(`query (${definitions}) { __typename }`));
  if (!operation) throw new Error('There is one operation.');
  const coerce = createCoerce(schema, operation);
  return {
    here: (variables: Variables) => coerce(variables, undefined),
    byGraphql: (variables: Variables) =>
      getVariableValues(schema, operation.variableDefinitions ?? [], variables).coerced,
  };
}

/** What scalars take and what they refuse, at the edges of their ranges above all. */
const TEXTS = ['text', '', '1', 'ops@example.com', '2026-11-21T08:00:00Z', 'HIGH'];
const NUMBERS = [0, -0, 1.5, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), -(2 ** 31) - 1, 1e300, Infinity];
const SCALARS = fc.constantFrom<unknown>(true, false, ...TEXTS, ...NUMBERS);
const NONSENSE = fc.oneof(fc.constant(null), SCALARS, fc.jsonValue({ maxDepth: 2 }));

/** Mostly what a type takes. */
function valueOf(type: GraphQLInputType, depth = 0): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 30, arbitrary: fitting(type, depth) }, { weight: 1, arbitrary: NONSENSE });
}

function fitting(type: GraphQLInputType, depth: number): fc.Arbitrary<unknown> {
  if (isNonNullType(type)) return fitting(type.ofType, depth);
  if (isListType(type)) return fc.array(valueOf(type.ofType, depth), { maxLength: 2 });
  if (isEnumType(type)) return fc.constantFrom(...type.getValues().map(({ name }) => name));
  return isInputObjectType(type) ? objectOf(type, depth) : SCALARS;
}

function objectOf(type: GraphQLInputObjectType, depth: number): fc.Arbitrary<unknown> {
  const fields = Object.values(type.getFields());
  const needed = fields.filter((field) => isNonNullType(field.type));
  const others = depth > 2 ? [] : fields.filter((field) => !needed.includes(field));
  const taken = type.isOneOf ? fc.constantFrom(...fields).map((field) => [field]) : fc.subarray(others);
  return taken.chain((some) => {
    const members = [...needed, ...some].toReversed().map((field) => [field.name, valueOf(field.type, depth + 1)]);
    const known = fc.record(Object.fromEntries(members) as Record<string, fc.Arbitrary<unknown>>);
    return fc.oneof({ weight: 30, arbitrary: known }, { weight: 1, arbitrary: known.map(withUnknown) });
  });
}

const withUnknown = (known: object) => ({ ...known, unknown: null });

const NAMES = Object.values(schema.getTypeMap())
  .filter((type) => isInputType(type) && !type.name.startsWith('__'))
  .map(({ name }) => name);

describe('a variable of a request that comes again is read as graphql-js reads it', () => {
  test.each(NAMES)('%s', (name) => {
    for (const type of [name, `${name}!`, `[${name}!]`]) {
      const { here, byGraphql } = readings(`$value: ${type}, $other: ${name}`);
      const value = valueOf(typeFromAST(schema, parseType(type)) as GraphQLInputType);
      const variables = fc.record({ value, more: NONSENSE }, { requiredKeys: [] });
      fc.assert(
        fc.property(variables, (sent) => expect(here(sent)).toEqual(byGraphql(sent))),
        runs(30),
      );
    }
  });

  test.each<[string, string, Variables, Variables | undefined]>([
    ['a default stands in for what is left out', '$n: Int = 7', {}, { n: 7 }],
    ['a default does not stand in for null', '$n: Int = 7', { n: null }, { n: null }],
    ['what is left out and may be is left out', '$n: Int', {}, {}],
    ['what is left out and may not be is a mistake', '$n: Int!', {}, undefined],
    ['a field that is left out and may not be is a mistake', '$v: TitleValue', { v: { name: 'A' } }, undefined],
    ['two references in place of one are a mistake', '$s: ServiceRef', { s: { id: 'a', pagerDutyId: 'b' } }, undefined],
    ['what was not asked for is dropped', '$n: Int', { n: 1, m: 2 }, { n: 1 }],
  ])('%s', (_, definitions, sent, read) => {
    expect(readings(definitions).here(sent)).toEqual(read);
  });
});
