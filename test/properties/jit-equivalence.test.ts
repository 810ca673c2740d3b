import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  buildSchema,
  execute,
  isInterfaceType,
  isObjectType,
  parse,
  type GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import { EXECUTION_REQUEST, testExecutor } from '../server/execution/test-executor.js';
import { propertyRuns } from './property-runs.js';

/** The result of each field, for a Box and for a Bag. */
const FIELDS: Readonly<Record<string, () => unknown>> = {
  thing: () => 'Box',
  name: () => 'a name',
  size: () => 7,
  lost: () => null,
  broken: () => {
    throw new Error('It is broken.');
  },
  within: () => Promise.resolve('Bag'),
  things: () => ['Box', null, 'Bag'],
};

/** Boxes and Bags nested in each other; a source is the name of its type. */
function testSchema(): GraphQLSchema {
  const fields = 'name: String lost: String! broken: String within: Thing things: [Thing]';
  const schema = buildSchema(`
    scalar JSON
    type Query { thing: Thing }
    interface Thing { ${fields} }
    type Box implements Thing { ${fields} size: Int }
    type Bag implements Thing { ${fields} }
  `);
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInterfaceType(type)) type.resolveType = (source) => String(source);
    if (isObjectType(type) && !type.name.startsWith('__')) {
      for (const field of Object.values(type.getFields())) {
        const resolve = FIELDS[field.name];
        if (resolve) field.resolve = resolve;
      }
    }
  }
  return schema;
}

const CONDITIONS = ['@skip(if: true)', '@include(if: true)', '@skip(if: $is)', '@include(if: $is)'];
const LEAVES = ['name', 'a: name', 'b: name', 'c: name', 'd: name', 'lost', 'broken', '__typename', '...F'];
const BRANCHES = ['within', 'e: within', 'things', 'f: things', '...', '... on Thing', '... on Box', '... on Bag'];

const optionalCondition = fc.oneof({ weight: 5, arbitrary: fc.constant('') }, fc.constantFrom(...CONDITIONS));
const leaf = fc.constantFrom(...LEAVES);
const branch = fc.constantFrom(...BRANCHES);

/** A selection on a Thing; deeper ones are shorter. */
function selection(depth: number): fc.Arbitrary<string> {
  const flat = fc.tuple(leaf, optionalCondition).map((parts) => parts.join(' '));
  const deep = () =>
    fc.tuple(branch, optionalCondition, selection(depth - 1)).map(([on, by, below]) => `${on} ${by} { ${below} }`);
  const one = depth > 0 ? fc.oneof(flat, deep()) : flat;
  return fc.array(one, { minLength: 1, maxLength: 3 }).map((all) => all.join(' '));
}

/** F spreads G, which has no spreads. */
const documents = fc.tuple(selection(3), selection(1), selection(1), optionalCondition).map(([all, ofF, ofG, by]) => {
  const fragmentF = `fragment F on Thing { ...G ${ofF.replaceAll('...F', 'name')} }`;
  const fragmentG = `fragment G on Thing { ${ofG.replaceAll('...F', 'name')} }`;
  const things = `thing { ... on Box { size @include(if: $is) } ${all} } other: thing ${by} { ...F }`;
  return `query ($is: Boolean!) { ${things} } ${fragmentF} ${fragmentG}`;
});

/** The paths and locations of errors. */
const errorPaths = (errors: readonly (GraphQLFormattedError | GraphQLError)[]) =>
  errors.map(({ path, locations }) => JSON.parse(JSON.stringify({ path, locations })));

/** Whether a path of the response is below a null. */
function isBelowNull(data: unknown, path: GraphQLFormattedError['path'] = []): boolean {
  let at: unknown = data;
  for (const key of path.slice(0, -1)) {
    if (at === null) return true;
    at = Reflect.get(Object(at), key);
  }
  return at === null;
}

test('a compiled operation returns exactly the result of graphql-js', async () => {
  const schema = testSchema();
  const { executor } = await testExecutor(schema);
  let compiled = 0;
  const property = fc.asyncProperty(documents, fc.boolean(), async (query, is) => {
    const document = parse(query);
    const ready = executor.prepare({ method: 'POST', search: '', body: { query, variables: { is } } }, {});
    if (!ready) return;
    compiled += 1;
    const { data, errors = [] } = JSON.parse(await ready.run(EXECUTION_REQUEST));
    const expected = await execute({ schema, document, variableValues: { is } });
    expect(JSON.stringify(data)).toBe(JSON.stringify(expected.data));
    expect(errorPaths(errors)).toEqual(expect.arrayContaining(errorPaths(expected.errors ?? [])));
    // Where null propagates upwards, graphql-js stops at the first error, but compiled code returns all of them.
    const wanted = new Set(expected.errors?.map(({ path }) => String(path)));
    const more = errors.filter(({ path }: GraphQLFormattedError) => !wanted.has(String(path)));
    expect(more.filter(({ path }: GraphQLFormattedError) => !isBelowNull(data, path))).toEqual([]);
  });
  await fc.assert(property, propertyRuns(600));
  expect(compiled).toBeGreaterThan(100);
});
