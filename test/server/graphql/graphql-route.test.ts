import { afterEach, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { Fault } from '../../../src/faults/fault.js';
import { startTestGateway, type TestGatewayOptions } from '../test-gateway.js';

let app: FastifyInstance | undefined;

async function open(options?: TestGatewayOptions) {
  const gateway = await startTestGateway(options);
  app = gateway.app;
  return gateway;
}

async function send(gateway: FastifyInstance, payload: unknown, headers: Record<string, string> = {}) {
  return gateway.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'application/json', 'x-request-id': 'r1', ...headers },
    payload: JSON.stringify(payload),
  });
}

afterEach(async () => {
  await app?.close();
  app = undefined;
});

describe('GraphQL over HTTP', () => {
  test('a query gets its data', async () => {
    const response = await send((await open()).app, { query: '{ greeting(times: 2) }' });
    expect([response.statusCode, response.json()]).toEqual([200, { data: { greeting: 'hello hello' } }]);
  });

  test('a query by GET needs a header that no HTML form can send', async () => {
    const { app: gateway } = await open();
    const url = `/graphql?query=${encodeURIComponent('{ greeting }')}`;
    const bare = await gateway.inject({ url });
    expect([bare.statusCode, bare.json().errors[0].extensions.code]).toEqual([400, 'BAD_REQUEST']);
    expect(bare.json().errors[0].message).toMatch(/^Send a JSON body to POST \/graphql,/);
    const requested = await gateway.inject({ url, headers: { 'apollo-require-preflight': '1' } });
    expect(requested.json()).toEqual({ data: { greeting: 'hello' } });
  });

  test('a mutation by GET is not allowed', async () => {
    const { app: gateway } = await open();
    const url = `/graphql?query=${encodeURIComponent('mutation { breakIt }')}`;
    const response = await gateway.inject({ url, headers: { 'apollo-require-preflight': '1' } });
    expect([response.statusCode, response.headers['allow']]).toEqual([405, 'POST']);
  });

  test('PUT is not allowed', async () => {
    const { app: gateway } = await open();
    const headers = { 'apollo-require-preflight': '1' };
    const response = await gateway.inject({ method: 'PUT', url: '/graphql', headers });
    expect([response.statusCode, response.headers['allow']]).toEqual([405, 'GET, POST']);
  });

  test('a plain-text post, which any web page can send, is refused', async () => {
    const response = await send((await open()).app, { query: '{ greeting }' }, { 'content-type': 'text/plain' });
    expect(response.statusCode).toBe(400);
    expect(response.json().errors[0].extensions).toMatchObject({ code: 'BAD_REQUEST', requestId: 'r1' });
  });

  test('a batch is refused', async () => {
    const response = await send((await open()).app, [{ query: '{ greeting }' }]);
    expect([response.statusCode, response.json().errors[0].extensions.code]).toEqual([400, 'BAD_REQUEST']);
  });

  test('more than 1000 tokens are not parsed', async () => {
    const response = await send((await open()).app, { query: `{ ${'greeting '.repeat(1000)} }` });
    expect([response.statusCode, response.json().errors[0].extensions.code]).toEqual([400, 'GRAPHQL_PARSE_FAILED']);
  });

  test.each([
    ['application/json', 200],
    ['application/graphql-response+json', 400],
    ['*/*', 400],
  ])('an invalid document under accept %s is a %i', async (accept, status) => {
    const response = await send((await open()).app, { query: '{ greetings }' }, { accept });
    expect([response.statusCode, response.json().errors[0].extensions.code]).toEqual([
      status,
      'GRAPHQL_VALIDATION_FAILED',
    ]);
  });

  test('a persisted query with the hash of another text is a client error', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } };
    const response = await send((await open()).app, { query: '{ greeting }', extensions });
    expect([response.statusCode, response.json().errors[0].extensions.code]).toEqual([400, 'BAD_REQUEST']);
  });
});

const ADVICE = { retryable: false, retryAfterSeconds: null, outcome: 'NOT_SENT', requestId: 'r1' };

describe('errors', () => {
  test.each([
    ['GRAPHQL_PARSE_FAILED', { query: '{ greeting' }],
    ['GRAPHQL_VALIDATION_FAILED', { query: '{ nothing }' }],
    ['BAD_USER_INPUT', { query: 'query ($n: Int!) { greeting(times: $n) }', variables: { n: 'two' } }],
    ['BAD_USER_INPUT', { query: 'query ($n: Int = 1) { greeting(times: $n) }', variables: { n: null } }],
    ['OPERATION_RESOLUTION_FAILURE', { query: 'query A { greeting }', operationName: 'B' }],
    ['BAD_REQUEST', {}],
  ])('%s carries code, advice, outcome and request id', async (code, body) => {
    const [error] = (await send((await open()).app, body)).json().errors;
    expect(error.extensions).toEqual({ code, ...ADVICE });
  });

  test('a fault of the context keeps its code', async () => {
    const fault = new Fault('UNAUTHENTICATED', 'Send valid credentials.');
    const createContext = () => {
      throw fault;
    };
    const [error] = (await send((await open({ createContext })).app, { query: '{ greeting }' })).json().errors;
    expect(error).toMatchObject({ message: fault.message, extensions: { code: 'UNAUTHENTICATED', requestId: 'r1' } });
  });

  test('concurrent requests keep their own ids', async () => {
    const { app: gateway } = await open();
    const ids = ['r1', 'r2', 'r3'];
    const responses = await Promise.all(
      ids.map((id) => send(gateway, { query: '{ broken }' }, { 'x-request-id': id })),
    );
    expect(responses.map((response) => response.json().errors[0].extensions.requestId)).toEqual(ids);
  });

  test('an internal error appears in the log only', async () => {
    const { app: gateway, lines } = await open({ thrown: new TypeError('sesame is not a function') });
    const response = await send(gateway, { query: '{ broken }' });
    expect(response.statusCode).toBe(200);
    expect(response.body).not.toMatch(/sesame|at .*\.ts/);
    expect(lines).toContainEqual({
      level: 'error',
      message: 'Internal error',
      details: {
        requestId: 'r1',
        err: expect.objectContaining({ type: 'TypeError', message: 'sesame is not a function' }),
      },
    });
  });

  test('without introspection, no suggestion exposes the schema', async () => {
    const { app: gateway } = await open({ env: { INTROSPECTION: 'off' } });
    const bodies = [{ query: '{ greetin }' }, { query: '{ __schema { types { name } } }' }];
    const responses = await Promise.all(bodies.map((body) => send(gateway, body)));
    expect(responses.map((response) => response.statusCode)).toEqual([400, 400]);
    expect(responses.map((response) => response.body).join()).not.toMatch(/Did you mean|greeting/);
  });
});

describe('the log', () => {
  test('has one line per operation and none of its variables', async () => {
    const { app: gateway, lines } = await open();
    await send(gateway, {
      query: 'query Greet($n: Int!) { greeting(times: $n) broken }',
      variables: { n: 1, secret: 'sesame' },
    });
    const operations = lines.filter((line) => line.message === 'GraphQL operation');
    expect(operations).toEqual([
      {
        level: 'info',
        message: 'GraphQL operation',
        details: {
          requestId: 'r1',
          traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
          kind: 'query',
          operation: 'Greet',
          caller: 'nobody',
          cost: 2,
          upstreamCalls: 0,
          outcome: 'partial',
          durationMs: expect.any(Number),
          errors: 1,
          codes: ['INTERNAL_SERVER_ERROR'],
        },
      },
    ]);
    expect(JSON.stringify(lines)).not.toContain('sesame');
  });
});
