import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { buildSchema, execute as executeByGraphQL, getOperationAST, parse, type GraphQLFieldResolver } from 'graphql';
import { createExecuteOperation, type ExecuteOperation } from '../../../src/server/execution/execute-operation.js';

const schema = buildSchema(`
  input Filter { names: [String!] within: Filter }
  type Query { found(filter: Filter): String entries: [String!] boxes: [Box!] slow: String }
  type Box { late: String }
  type Mutation { change: String }
  type Subscription { changed: String }
`);

/** Plans an operation whose root fields have this resolver. */
function createExecute(query: string, resolve?: GraphQLFieldResolver<unknown, unknown>): ExecuteOperation {
  const operation = getOperationAST(parse(query));
  const rootType = operation && schema.getRootType(operation.operation);
  if (!rootType) throw new Error('The document has no operation.');
  for (const field of Object.values(rootType.getFields())) {
    if (resolve) field.resolve = resolve;
    else delete field.resolve;
  }
  return createExecuteOperation({ schema, operation, fragments: {} }, rootType);
}

let unhandled: unknown[];
const onUnhandled = (reason: unknown) => unhandled.push(reason);
beforeEach(() => {
  unhandled = [];
  process.on('unhandledRejection', onUnhandled);
});
afterEach(() => {
  process.off('unhandledRejection', onUnhandled);
});

test('a resolver that changes its arguments does not affect later requests', async () => {
  const seen: string[] = [];
  const execute = createExecute('{ found(filter: { names: ["a"], within: { names: ["b"] } }) }', (_, { filter }) => {
    seen.push(JSON.stringify(filter));
    filter.names.push('changed');
    filter.within.names = [];
    return null;
  });
  await execute({}, {});
  await execute({}, {});
  expect(seen).toEqual(Array(2).fill('{"names":["a"],"within":{"names":["b"]}}'));
});

async function failLater(): Promise<never> {
  await Promise.resolve();
  throw new Error('later');
}

test('entries that fail after their list became null are handled', async () => {
  const result = await createExecute('{ entries }', () => [failLater(), null])({}, {});
  await new Promise(setImmediate);
  expect(result.data?.['entries']).toBeNull();
  expect(result.errors?.map(({ message, path }) => [message, path])).toEqual([
    ['Cannot return null for non-nullable field Query.entries.', ['entries', 1]],
  ]);
  expect(unhandled).toEqual([]);
});

test('an error in a list that is null already is not reported', async () => {
  const execute = createExecute('{ boxes { late } slow }', (_, _args, _context, { fieldName }) => {
    if (fieldName === 'slow') return new Promise((resolve) => setImmediate(resolve, 'done'));
    return [{ late: () => Promise.reject(new Error('late')) }, null];
  });
  const { data, errors } = await execute({}, {});
  expect(data).toEqual({ boxes: null, slow: 'done' });
  expect(errors?.map(({ path }) => path)).toEqual([['boxes', 1]]);
});

test('an operation is executed for a root value, as a subscription is for an event', async () => {
  const execute = createExecute('subscription { changed }');
  expect(await execute({}, {}, { changed: 'first' })).toEqual({ data: { changed: 'first' } });
  expect(await execute({}, {}, { changed: 'second' })).toEqual({ data: { changed: 'second' } });
});

test('each field of a mutation starts in the same tick as in graphql-js', async () => {
  const query = 'mutation { a: change b: change c: change d: change }';
  let starts: string[] = [];
  let tick = 0;
  const ours = createExecute(query, (_, _args, _context, { path }) => {
    starts.push(`${path.key} in tick ${tick}`);
    return path.key === 'b' || path.key === 'c' ? Promise.resolve('changed') : 'changed';
  });
  async function recordStarts(run: () => unknown): Promise<readonly string[]> {
    starts = [];
    tick = 0;
    const running = Promise.resolve(run());
    // oxlint-disable-next-line no-await-in-loop -- counts the ticks
    for (; tick < 100; tick += 1) await Promise.resolve();
    await running;
    return starts;
  }
  const theirs = () => executeByGraphQL({ schema, document: parse(query) });
  expect(await recordStarts(() => ours({}, {}))).toEqual(await recordStarts(theirs));
  expect(starts).toHaveLength(4);
});
