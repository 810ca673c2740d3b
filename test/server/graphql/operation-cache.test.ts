import { beforeAll, expect, test } from '@jest/globals';
import {
  execute,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLString,
  parse,
  type ExecutionResult,
} from 'graphql';
import { Json } from '../../../src/graph/core/scalars.js';
import type { Executor } from '../../../src/server/graphql/executor.js';
import type { Respond } from '../../../src/server/graphql/respond.js';
import { EXECUTION_REQUEST, testExecutor } from './test-executor.js';

type Variables = Readonly<Record<string, unknown>>;

const ONE_OF_INPUT = new GraphQLInputObjectType({
  name: 'OneOf',
  isOneOf: true,
  fields: { text: { type: GraphQLString }, count: { type: GraphQLInt } },
});

/** A scalar without valid values. */
const NOTHING_SCALAR = new GraphQLScalarType({ name: 'Nothing', parseValue: () => undefined });

const INPUT_TYPE: GraphQLInputObjectType = new GraphQLInputObjectType({
  name: 'Input',
  fields: () => ({
    count: { type: new GraphQLNonNull(GraphQLInt), defaultValue: 3 },
    text: { type: GraphQLString },
    list: { type: new GraphQLList(GraphQLString), defaultValue: ['usual'] },
    within: { type: INPUT_TYPE },
    oneOf: { type: ONE_OF_INPUT },
    json: { type: Json },
    nothing: { type: NOTHING_SCALAR },
  }),
});

const ID_LIST = new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(GraphQLInt)));

const extensions = { requirement: { demand: 'NOTHING', calls: 'NEVER' } };

/** A field that returns its arguments, and one to nest it. */
const QUERY_TYPE: GraphQLObjectType = new GraphQLObjectType({
  name: 'Query',
  fields: () => ({
    told: {
      type: Json,
      args: { input: { type: INPUT_TYPE }, count: { type: GraphQLInt, defaultValue: 4 } },
      resolve: (_, args: unknown) => args,
      extensions,
    },
    within: { type: QUERY_TYPE, resolve: () => ({}), extensions },
    counted: {
      type: GraphQLInt,
      args: { ids: { type: ID_LIST }, most: { type: new GraphQLNonNull(GraphQLInt), defaultValue: 9 } },
      resolve: (_, { ids }) => ids.length,
      extensions,
    },
  }),
});

const schema = new GraphQLSchema({ query: QUERY_TYPE });

let executor: Executor;
let respond: Respond;

beforeAll(() => {
  ({ executor, respond } = testExecutor(schema));
});

/** The response to a prepared operation; undefined when Apollo must handle the request. */
async function runPrepared(query: string, variables: Variables): Promise<ExecutionResult | undefined> {
  const prepared = executor.prepare({ query, operationName: undefined, variables });
  return prepared && JSON.parse(await respond(prepared, EXECUTION_REQUEST, false));
}

const runInterpreted = (query: string, variables: Variables): Promise<ExecutionResult> =>
  Promise.resolve(execute({ schema, document: parse(query), variableValues: variables }));

test.each<[string, Variables]>([
  ['{ told(input: { text: "a", list: "b", within: { count: 1 } }) }', {}],
  ['query ($text: String) { told(input: { text: $text }) }', { text: 'a' }],
  ['query ($text: String = "a") { told(input: { within: { text: $text } }) }', {}],
  ['query ($count: Int!) { told(input: { oneOf: { count: $count } }) }', { count: 1 }],
  ['query ($count: Int) { told(count: $count) }', {}],
  ['query ($count: Int) { told(count: $count) }', { count: null }],
  ['query ($ids: [Int!] = [1, 2]) { counted(ids: $ids) }', {}],
  ['query ($text: String) { told(input: { list: ["a", $text] }) }', {}],
  ['query ($json: JSON) { told(input: { json: $json }) }', { json: { a: [null] } }],
  ['query ($input: Input) { told(input: $input) }', { input: { text: null } }],
  ['{ within { told } within { a: told } }', {}],
  ['{ within { ... { b: told } ...F } within { told } } fragment F on Query { told }', {}],
  ['query ($is: Boolean = true) { within @include(if: $is) { told a: told @skip(if: $is) } }', {}],
  ['{ within { ...F @include(if: true) } } fragment F on Query { b: told within { told } }', {}],
  ['{ within { ...F } a: within { ...F ...F } } fragment F on Query { b: told within { told } }', {}],
  [
    'query ($is: Boolean!) { within @include(if: $is) { told } a: within { told @skip(if: $is) b: told } }',
    { is: true },
  ],
  [
    'query ($is: Boolean!) { within @include(if: $is) { told } a: within { told @skip(if: $is) b: told } }',
    { is: false },
  ],
  ['query ($text: String) { told(input: { text: $text }) }', {}],
  ['query ($text: String) { told(input: { within: { text: $text } }) }', { text: null }],
  ['query ($count: Int) { told(input: { count: $count }) }', {}],
  ['query ($count: Int) { told(input: { count: $count }) }', { count: null }],
  ['query ($list: [String]) { told(input: { list: $list }) }', {}],
  ['query ($text: String!) { told(input: { json: { a: $text } }) }', { text: 'a' }],
  ['query ($text: String!) { told(input: { json: { a: [{ b: $text }] } }) }', { text: 'a' }],
  ['query ($json: JSON!) { told(input: { json: [$json] }) }', { json: 1 }],
  ['query ($valueOf: Int) { told(count: $valueOf) }', {}],
  ['{ within @skip(if: true) { ... { told } } within { a: told } }', {}],
  ['{ within { ... @include(if: false) { told } a: told told } }', {}],
  ['{ within { ...F @skip(if: true) told } a: within { ...F } } fragment F on Query { b: told within { told } }', {}],
  ['{ within { within { told } } within_within: within { a: told } }', {}],
  ['query ($is: Boolean = true) { within @include(if: $is) { told } }', { is: null }],
  ['query ($ids: [Int!] = [1]) { counted(ids: $ids) }', { ids: null }],
  ['query ($id: Int = 1) { counted(ids: [$id]) }', { id: null }],
  ['query ($most: Int) { counted(ids: [1], most: $most) }', { most: null }],
])('%s with %j is executed as graphql-js executes it', async (query, variables) => {
  const expected = await runInterpreted(query, variables);
  const actual = await runPrepared(query, variables);
  expect(JSON.stringify(actual?.data)).toBe(JSON.stringify(expected.data));
  expect(actual?.errors?.map(({ path }) => path)).toEqual(expected.errors?.map(({ path }) => path));
});

test.each<[string, Variables]>([
  ['query ($ids: [Int!]!) { counted(ids: $ids) }', { ids: null }],
  ['query ($input: Input) { told(input: $input) }', { input: { nothing: 1 } }],
  ['query ($count: Int) { told(count: $count) }', { count: 'many' }],
  ['{ __schema { description } }', {}],
  ['{ within { __type(name: "Query") { name } } }', {}],
  ['{ nothing }', {}],
  ['{', {}],
  ['mutation { told }', {}],
])('%s with %j is left to Apollo', async (query, variables) => {
  expect(await runPrepared(query, variables)).toBeUndefined();
});
