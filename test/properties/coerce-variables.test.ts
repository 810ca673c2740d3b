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
  isRequiredInputField,
  parse,
  parseType,
  typeFromAST,
  type GraphQLInputObjectType,
  type GraphQLInputType,
} from 'graphql';
import { createSchema } from '../../src/graph/schema.js';
import { createCoerceVariables } from '../../src/server/execution/coerce-variables.js';
import { propertyRuns } from './property-runs.js';

type Variables = Readonly<Record<string, unknown>>;

const schema = createSchema();

function bothCoercions(definitions: string) {
  const operation = getOperationAST(parse(`query (${definitions}) { __typename }`));
  if (!operation) throw new Error('There is one operation.');
  const coerce = createCoerceVariables(schema, operation);
  return {
    here: (variables: Variables) => coerce(variables, undefined),
    byGraphql: (variables: Variables) =>
      getVariableValues(schema, operation.variableDefinitions ?? [], variables).coerced,
  };
}

/** Valid values of each scalar, mainly at the edges of its range. */
const VALID_VALUES: Readonly<Record<string, readonly unknown[]>> = {
  String: ['text', ''],
  ID: ['PSVC001', 7],
  Int: [0, -0, 2 ** 31 - 1, -(2 ** 31)],
  Boolean: [true, false],
  DateTime: ['2026-11-21T08:00:00Z', '2026-11-21T09:00:00.5+01:00'],
  EmailAddress: ['ops@example.com'],
  URI: ['https://example.com/a?b=c'],
  JSON: [{ a: [null, 1.5] }, 'text'],
};
const WRONG_VALUES = [null, 1.5, 2 ** 31, -(2 ** 31) - 1, 1e300, Infinity, '1', 'HIGH', true, ['text'], {}];
const arbitraryWrongValue = fc.oneof(fc.constantFrom<unknown>(...WRONG_VALUES), fc.jsonValue({ maxDepth: 2 }));

/** Mostly a valid value of the type. */
function arbitraryValue(type: GraphQLInputType, depth = 0): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 60, arbitrary: validValue(type, depth) }, { weight: 1, arbitrary: arbitraryWrongValue });
}

function validValue(type: GraphQLInputType, depth: number): fc.Arbitrary<unknown> {
  if (isNonNullType(type)) return validValue(type.ofType, depth);
  if (isListType(type)) return fc.array(arbitraryValue(type.ofType, depth), { maxLength: 2 });
  if (isEnumType(type)) return fc.constantFrom(...type.getValues().map(({ name }) => name));
  return isInputObjectType(type) ? arbitraryObject(type, depth) : fc.constantFrom(...(VALID_VALUES[type.name] ?? []));
}

function arbitraryObject(type: GraphQLInputObjectType, depth: number): fc.Arbitrary<unknown> {
  const fields = Object.values(type.getFields());
  const needed = fields.filter(isRequiredInputField);
  const others = depth > 2 ? [] : fields.filter((field) => !needed.includes(field));
  const taken = type.isOneOf ? fc.constantFrom(...fields).map((field) => [field]) : fc.subarray(others);
  return taken.chain((some) => {
    const members = [...needed, ...some]
      .toReversed()
      .map((field) => [field.name, arbitraryValue(field.type, depth + 1)]);
    const known = fc.record(Object.fromEntries(members) as Record<string, fc.Arbitrary<unknown>>);
    return fc.oneof({ weight: 60, arbitrary: known }, { weight: 1, arbitrary: known.map(withUnknown) });
  });
}

const withUnknown = (known: object) => ({ ...known, unknown: null });

const NAMES = Object.values(schema.getTypeMap())
  .filter((type) => isInputType(type) && !type.name.startsWith('__'))
  .map(({ name }) => name);

const INHERITED: unknown = JSON.parse('{ "__proto__": { "pagerDutyId": "PSVC001" } }');

describe('a variable of a repeated request is coerced as graphql-js does it', () => {
  test.each(NAMES)('%s', (name) => {
    for (const type of [name, `${name}!`, `[${name}!]`]) {
      const { here, byGraphql } = bothCoercions(`$value: ${type}, $other: ${name}`);
      const value = arbitraryValue(typeFromAST(schema, parseType(type)) as GraphQLInputType);
      const variables = fc.record({ value, more: arbitraryWrongValue });
      expect(fc.sample(variables, 60).filter(byGraphql).length).toBeGreaterThan(30);
      fc.assert(
        fc.property(variables, (sent) => expect(here(sent)).toStrictEqual(byGraphql(sent))),
        propertyRuns(60),
      );
    }
  });

  test.each<[string, string, Variables, Variables | undefined]>([
    ['a default replaces a missing value', '$n: Int = 7', {}, { n: 7 }],
    ['a default does not replace null', '$n: Int = 7', { n: null }, { n: null }],
    ['a missing nullable value stays missing', '$n: Int', {}, {}],
    ['a missing non-null value is an error', '$n: Int!', {}, undefined],
    ['a missing non-null field is an error', '$v: TitleValue', { v: { name: 'A' } }, undefined],
    ['a list instead of one reference is an error', '$s: ServiceRef', { s: { id: 'a', pagerDutyId: 'b' } }, undefined],
    ['a default may be an enum value', '$u: Urgency = HIGH', {}, { u: 'high' }],
    ['a default of one value becomes a list', '$u: [Urgency!] = LOW', {}, { u: ['low'] }],
    [
      'a default has defaults for its fields',
      '$o: IncidentOrder = { field: NUMBER }',
      {},
      { o: { field: 'incident_number', direction: 'desc' } },
    ],
    ['inherited properties are not fields', '$s: ServiceRef', { s: INHERITED }, undefined],
    ['undeclared variables are dropped', '$n: Int', { n: 1, m: 2 }, { n: 1 }],
  ])('%s', (_, definitions, sent, read) => {
    const { here, byGraphql } = bothCoercions(definitions);
    expect([here(sent), byGraphql(sent)]).toEqual([read, read]);
  });
});
