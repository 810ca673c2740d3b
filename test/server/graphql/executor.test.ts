import { beforeEach, describe, expect, test } from '@jest/globals';
import { GraphQLInt, GraphQLObjectType, GraphQLSchema, GraphQLString, type GraphQLFieldConfig } from 'graphql';
import { Fault } from '../../../src/faults/fault.js';
import type { Caller } from '../../../src/graph/core/auth/caller.js';
import type { RequestMetadata, Context } from '../../../src/graph/core/context.js';
import { Json } from '../../../src/graph/core/scalars.js';
import type { Executor } from '../../../src/server/graphql/executor.js';
import type { Respond } from '../../../src/server/graphql/respond.js';
import { runAsMutation } from '../../../src/upstream/transport/request-scope.js';
import { Cancellation } from '../../../src/shared/cancellation.js';
import { testExecutor } from './test-executor.js';
import type { LogLine } from '../test-gateway.js';

/** An execution that waits in its resolver. */
interface PendingResolver {
  readonly context: Context;
  readonly page: unknown;
  answer(text: string): void;
  fail(error: Error): void;
}

const SEEN_QUERY = '{ seen }';

let executor: Executor;
let respond: Respond;
let lines: LogLine[];
let waiting: PendingResolver[];

type Field = GraphQLFieldConfig<unknown, Context>;

const requirement = (upstreamCalls: string) => ({ requirement: { scope: 'NOTHING', upstreamCalls } });

/** A field with upstream data, and one with data about the request. */
function schema(): GraphQLSchema {
  const waits: Field = {
    type: GraphQLString,
    args: { page: { type: GraphQLInt } },
    extensions: requirement('EACH'),
    resolve: (_, { page }, context) =>
      new Promise((response, fail) => waiting.push({ context, page, answer: response, fail })),
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

beforeEach(() => {
  waiting = [];
  ({ executor, respond, lines } = testExecutor(schema()));
});

const createCaller = (name: string): Caller => ({ id: name, name, scopes: new Set() });
const WEB_CALLER = createCaller('web');

interface ExecuteOptions extends Partial<RequestMetadata> {
  readonly query?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** Runs a query and returns the text of the response. */
function executeQuery({ query = SEEN_QUERY, variables = {}, ...requested }: ExecuteOptions = {}): Promise<string> {
  const prepared = executor.prepare({ query, operationName: undefined, variables });
  if (!prepared) throw new Error('Apollo must handle this operation.');
  const scope = { counter: { upstreamCalls: 0 } };
  const request = { requestId: 'r1', caller: WEB_CALLER, requestScope: scope, ...requested } as RequestMetadata;
  return respond(prepared, request, false);
}

describe('a caller with the same request as another in flight', () => {
  test('gets its response, with its own log line', async () => {
    const both = [executeQuery(), executeQuery({ requestId: 'r2' })];
    waiting[0]?.answer('here');
    expect(await Promise.all(both)).toEqual(['{"data":{"seen":"here"}}\n', '{"data":{"seen":"here"}}\n']);
    expect(waiting).toHaveLength(1);
    expect(lines.map(({ details }) => details)).toMatchObject([{ requestId: 'r1' }, { requestId: 'r2' }]);
  });

  test('gets its errors with its own request id', async () => {
    const both = [executeQuery(), executeQuery({ requestId: 'r2' })];
    waiting[0]?.fail(new Fault('NOT_FOUND', 'There is none.'));
    const reported = (await Promise.all(both)).map((text) => JSON.parse(text).errors[0].extensions.requestId);
    expect(reported).toEqual(['r1', 'r2']);
  });

  test('is not affected when the other disconnects', async () => {
    const leaving = new Cancellation();
    const scope = { counter: { upstreamCalls: 0 }, cancellation: leaving };
    const both = [executeQuery({ requestScope: scope }), executeQuery({ requestId: 'r2' })];
    leaving.cancel();
    expect(waiting[0]?.context.requestScope.cancellation?.isCancelled).toBe(false);
    waiting[0]?.answer('here');
    expect((await Promise.all(both))[1]).toBe('{"data":{"seen":"here"}}\n');
  });

  test('aborts it by disconnecting last', async () => {
    const leaving = new Cancellation();
    const response = executeQuery({ requestScope: { counter: { upstreamCalls: 0 }, cancellation: leaving } });
    leaving.cancel();
    expect(waiting[0]?.context.requestScope.cancellation?.isCancelled).toBe(true);
    expect(JSON.parse(await response)).toMatchObject({
      data: null,
      errors: [{ extensions: { code: 'UPSTREAM_TIMEOUT' } }],
    });
  });
});

/** The log line of a change whose caller may disconnect during it. */
async function logLineAfterCancel(leaving: Cancellation, meanwhile: () => void): Promise<LogLine | undefined> {
  const response = executeQuery({
    query: 'mutation { change }',
    requestScope: { counter: { upstreamCalls: 0 }, cancellation: leaving },
  });
  meanwhile();
  waiting[0]?.answer('done');
  await response;
  return lines[0];
}

describe('the log', () => {
  test('states that the caller disconnected', async () => {
    const leaving = new Cancellation();
    const line = await logLineAfterCancel(leaving, () => leaving.cancel());
    expect(line?.details).toMatchObject({ outcome: 'answered', callerLeft: true });
  });

  test('does not mention a caller who stays connected', async () => {
    const line = await logLineAfterCancel(new Cancellation(), () => {});
    expect(line?.details).toMatchObject({ outcome: 'answered', callerLeft: undefined });
  });
});

const prepareQuery = (query: string, operationName?: string) =>
  executor.prepare({ query, operationName, variables: {} });

describe('a repeated operation', () => {
  test('is not confused with another whose name and text concatenate to the same string', () => {
    expect(prepareQuery('query { seen }')).toBeDefined();
    expect(prepareQuery('{ seen }', 'query')).toBeUndefined();
  });

  test('is cached whatever invalid text looks the same', () => {
    expect(prepareQuery('A { seen }', 'query')).toBeUndefined();
    expect(prepareQuery('query A { seen }')).toBeDefined();
  });

  test('is not found by an empty name', () => {
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
    expect(() => executeQuery({ query, variables: { page: 'one' } })).toThrow('Apollo must handle');
  });

  test('is not confused with a missing number when its number is infinite', () => {
    const query = 'query Page($page: Int) { seen(page: $page) }';
    void executeQuery({ query, variables: { page: null } });
    const sent = JSON.parse('{"page": 1e999}') as { page: number };
    expect(() => executeQuery({ query, variables: sent })).toThrow('Apollo must handle');
  });

  test('is not cached when it is too long', () => {
    expect(prepareQuery(`${SEEN_QUERY} #${'x'.repeat(8_192)}`)).toBeUndefined();
  });
});

describe('nobody gets', () => {
  test.each<[string, ExecuteOptions]>([
    ['another caller’s response', { caller: createCaller('web') }],
    ['a response to other variables', { variables: { page: 2 } }],
    ['a response to another query', { query: '{ again: seen }' }],
  ])('%s', (_, other) => {
    void executeQuery();
    void executeQuery(other);
    expect(waiting).toHaveLength(2);
  });

  test.each([
    ['data about the request itself', '{ ownName }'],
    ['the result of a mutation', 'mutation { change }'],
  ])('%s', (_, query) => {
    void executeQuery({ query });
    void executeQuery({ query });
    expect(waiting).toHaveLength(2);
  });

  test('an upstream response from before the request', () => {
    void executeQuery();
    waiting[0]?.context.requestScope.onUpstreamResponse?.();
    void executeQuery();
    expect(waiting).toHaveLength(2);
  });

  test('an operation that began before a mutation began, or before it ended', async () => {
    void executeQuery();
    await runAsMutation({ counter: { upstreamCalls: 0 }, onMutation: executor.forgetInFlight }, async () => {
      void executeQuery();
      expect(waiting).toHaveLength(2);
    });
    void executeQuery();
    expect(waiting).toHaveLength(3);
  });
});
