import { beforeEach, describe, expect, test } from '@jest/globals';
import { GraphQLInt, GraphQLObjectType, GraphQLSchema, GraphQLString, type GraphQLFieldConfig } from 'graphql';
import { Fault } from '../../../src/faults/fault.js';
import type { Caller } from '../../../src/graph/core/auth/caller.js';
import type { RequestMetadata, Context } from '../../../src/graph/core/context.js';
import { Json } from '../../../src/graph/core/scalars.js';
import type { Executor } from '../../../src/server/execution/executor.js';
import { runAsMutation } from '../../../src/upstream/transport/request-scope.js';
import { Cancellation } from '../../../src/shared/cancellation.js';
import { testExecutor } from './test-executor.js';
import type { LogLine } from '../test-gateway.js';

/** An execution that has reached its resolver and waits there. */
interface PendingResolver {
  readonly context: Context;
  readonly page: unknown;
  answer(text: string): void;
  fail(error: Error): void;
}

const SEEN_QUERY = '{ seen }';

let executor: Executor;
let lines: LogLine[];
let waiting: PendingResolver[];

type Field = GraphQLFieldConfig<unknown, Context>;

const requirement = (upstreamCalls: string) => ({ requirement: { scope: 'NOTHING', upstreamCalls } });

/** A field that an upstream answers, and one that tells of the request. */
function schema(): GraphQLSchema {
  const waits: Field = {
    type: GraphQLString,
    args: { page: { type: GraphQLInt } },
    extensions: requirement('EACH'),
    resolve: (_, { page }, context) => new Promise((answer, fail) => waiting.push({ context, page, answer, fail })),
  };
  return new GraphQLSchema({
    query: new GraphQLObjectType({
      name: 'Query',
      fields: { seen: waits, ownName: { ...waits, extensions: requirement('NEVER') } },
    }),
    mutation: new GraphQLObjectType({ name: 'Mutation', fields: { change: waits } }),
    types: [Json],
  });
}

beforeEach(async () => {
  waiting = [];
  ({ executor, lines } = await testExecutor(schema()));
});

const createCaller = (name: string): Caller => ({ id: name, name, scopes: new Set() });
const WEB_CALLER = createCaller('web');

interface ExecuteOptions extends Partial<RequestMetadata> {
  readonly query?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** Asks, and gives the text of the answer. */
function executeQuery({ query = SEEN_QUERY, variables = {}, ...asked }: ExecuteOptions = {}): Promise<string> {
  const ready = executor.prepare({ method: 'POST', search: '', body: { query, variables } }, {});
  if (!ready) throw new Error('This is nothing for the fast path.');
  const scope = { counter: { upstreamCalls: 0 } };
  return ready.run({ requestId: 'r1', caller: WEB_CALLER, requestScope: scope, ...asked } as RequestMetadata);
}

describe('who asks the same as another request under way', () => {
  test('is given its answer, in a log line of each one’s own', async () => {
    const both = [executeQuery(), executeQuery({ requestId: 'r2' })];
    waiting[0]?.answer('here');
    expect(await Promise.all(both)).toEqual(['{"data":{"seen":"here"}}\n', '{"data":{"seen":"here"}}\n']);
    expect(waiting).toHaveLength(1);
    expect(lines.map(({ details }) => details)).toMatchObject([{ requestId: 'r1' }, { requestId: 'r2' }]);
  });

  test('is told its errors under a request id of one’s own', async () => {
    const both = [executeQuery(), executeQuery({ requestId: 'r2' })];
    waiting[0]?.fail(new Fault('NOT_FOUND', 'There is none.'));
    const told = (await Promise.all(both)).map((text) => JSON.parse(text).errors[0].extensions.requestId);
    expect(told).toEqual(['r1', 'r2']);
  });

  test('is not hit when that one leaves', async () => {
    const leaving = new Cancellation();
    const scope = { counter: { upstreamCalls: 0 }, cancellation: leaving };
    const both = [executeQuery({ requestScope: scope }), executeQuery({ requestId: 'r2' })];
    leaving.cancel();
    expect(waiting[0]?.context.requestScope.cancellation?.isCancelled).toBe(false);
    waiting[0]?.answer('here');
    expect((await Promise.all(both))[1]).toBe('{"data":{"seen":"here"}}\n');
  });

  test('ends it by leaving as the last', async () => {
    const leaving = new Cancellation();
    const answer = executeQuery({ requestScope: { counter: { upstreamCalls: 0 }, cancellation: leaving } });
    leaving.cancel();
    expect(waiting[0]?.context.requestScope.cancellation?.isCancelled).toBe(true);
    expect(JSON.parse(await answer)).toMatchObject({
      data: null,
      errors: [{ extensions: { code: 'UPSTREAM_TIMEOUT' } }],
    });
  });
});

/** The line of a change whose caller may leave in the middle. */
async function logLineAfterCancel(leaving: Cancellation, meanwhile: () => void): Promise<LogLine | undefined> {
  const answer = executeQuery({
    query: 'mutation { change }',
    requestScope: { counter: { upstreamCalls: 0 }, cancellation: leaving },
  });
  meanwhile();
  waiting[0]?.answer('done');
  await answer;
  return lines[0];
}

describe('the log', () => {
  test('tells that nobody heard what was done', async () => {
    const leaving = new Cancellation();
    const line = await logLineAfterCancel(leaving, () => leaving.cancel());
    expect(line?.details).toMatchObject({ outcome: 'answered', callerLeft: true });
  });

  test('says nothing of a caller who stays', async () => {
    const line = await logLineAfterCancel(new Cancellation(), () => {});
    expect(line?.details).toMatchObject({ outcome: 'answered', callerLeft: undefined });
  });
});

const prepareQuery = (query: string, operationName?: string) =>
  executor.prepare({ method: 'POST', search: '', body: { query, operationName } }, {});

describe('an operation that ran before', () => {
  test('is not taken for another whose name and text read the same one after the other', () => {
    expect(prepareQuery('query { seen }')).toBeDefined();
    expect(prepareQuery('{ seen }', 'query')).toBeUndefined();
  });

  test('is known whatever nonsense reads the same', () => {
    expect(prepareQuery('A { seen }', 'query')).toBeUndefined();
    expect(prepareQuery('query A { seen }')).toBeDefined();
  });

  test('is not what an empty name asks for', () => {
    expect(prepareQuery(SEEN_QUERY, '')).toBeUndefined();
    expect(prepareQuery(SEEN_QUERY)).toBeDefined();
    expect(prepareQuery(SEEN_QUERY, '')).toBeUndefined();
  });

  test('runs with the variables of each request', () => {
    const query = 'query Page($page: Int) { seen(page: $page) }';
    for (const page of [1, 2, 2, null, 1]) {
      void executeQuery({ query, variables: { page }, caller: createCaller('web') });
    }
    expect(waiting.map(({ page }) => page)).toEqual([1, 2, 2, null, 1]);
    expect(() => executeQuery({ query, variables: { page: 'one' } })).toThrow('nothing for the fast path');
  });

  test('is not taken for a question without a number when it has one beyond all numbers', () => {
    const query = 'query Page($page: Int) { seen(page: $page) }';
    void executeQuery({ query, variables: { page: null } });
    const sent = JSON.parse('{"page": 1e999}') as { page: number };
    expect(() => executeQuery({ query, variables: sent })).toThrow('nothing for the fast path');
  });

  test('is not remembered when it is too long', () => {
    expect(prepareQuery(`${SEEN_QUERY} #${'x'.repeat(8_192)}`)).toBeUndefined();
  });
});

describe('nobody is given', () => {
  test.each<[string, ExecuteOptions]>([
    ['another caller’s answer', { caller: createCaller('web') }],
    ['an answer to other variables', { variables: { page: 2 } }],
    ['an answer to another question', { query: '{ again: seen }' }],
  ])('%s', (_, other) => {
    void executeQuery();
    void executeQuery(other);
    expect(waiting).toHaveLength(2);
  });

  test.each([
    ['what tells of the request itself', '{ ownName }'],
    ['what a mutation answered', 'mutation { change }'],
  ])('%s', (_, query) => {
    void executeQuery({ query });
    void executeQuery({ query });
    expect(waiting).toHaveLength(2);
  });

  test('what an upstream answered before one asked', () => {
    void executeQuery();
    waiting[0]?.context.requestScope.onUpstreamResponse?.();
    void executeQuery();
    expect(waiting).toHaveLength(2);
  });

  test('what was begun before a change began, or before it ended', async () => {
    void executeQuery();
    await runAsMutation({ counter: { upstreamCalls: 0 }, onMutation: executor.forgetInFlight }, async () => {
      void executeQuery();
      expect(waiting).toHaveLength(2);
    });
    void executeQuery();
    expect(waiting).toHaveLength(3);
  });
});
