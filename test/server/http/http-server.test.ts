import { afterEach, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { startTestGateway, type TestGatewayOptions } from '../test-gateway.js';

const LIVE_SETTINGS = { PAGERDUTY_API_TOKEN: 'key', ANONYMOUS_SCOPES: 'INCIDENTS_READ' };
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

let app: FastifyInstance | undefined;

async function open(options?: TestGatewayOptions): Promise<FastifyInstance> {
  ({ app } = await startTestGateway(options));
  return app;
}

afterEach(async () => {
  await app?.close();
  app = undefined;
});

async function requestIdFor(given?: string) {
  const gateway = await open();
  const headers = given === undefined ? {} : { 'x-request-id': given };
  return (await gateway.inject({ url: '/health/live', headers })).headers['x-request-id'];
}

async function post(payload: string, contentType = 'application/json') {
  const gateway = await open();
  const headers = { 'content-type': contentType, 'x-request-id': 'r1' };
  return gateway.inject({ method: 'POST', url: '/graphql', headers, payload });
}

const errorBody = (message: string) => ({
  errors: [
    {
      message,
      extensions: {
        code: 'BAD_REQUEST',
        retryable: false,
        retryAfterSeconds: null,
        outcome: 'NOT_SENT',
        requestId: 'r1',
      },
    },
  ],
});

describe('health', () => {
  test.each(['/health/live', '/health/ready'])('%s returns ok', async (url) => {
    const response = await (await open()).inject({ url });
    expect([response.statusCode, response.json()]).toMatchObject([200, { status: 'ok' }]);
  });
});

describe('request ids', () => {
  test('the caller’s id is returned', async () => {
    expect(await requestIdFor('deploy_42.a-B')).toBe('deploy_42.a-B');
  });

  test('a new one is generated when there is none', async () => {
    expect(await requestIdFor()).toMatch(UUID);
  });

  test.each(['', 'two words', 'a'.repeat(129), 'semi;colon', '"quoted"'])('%p is replaced', async (given) => {
    expect(await requestIdFor(given)).toMatch(UUID);
  });
});

describe('common headers', () => {
  test('every response forbids type sniffing and referrers', async () => {
    const { headers } = await (await open()).inject({ url: '/nowhere' });
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
  });

  test('the sandbox marks every response, a live gateway does not', async () => {
    const sandbox = await (await open()).inject({ url: '/health/live' });
    expect(sandbox.headers['x-pagergraph-mode']).toBe('sandbox');
    await app?.close();
    const live = await (await open({ env: LIVE_SETTINGS })).inject({ url: '/health/live' });
    expect(live.headers).not.toHaveProperty('x-pagergraph-mode');
  });
});

describe('a gateway on loopback', () => {
  test.each(['localhost:4000', '127.0.0.1:4000', '[::1]:4000', '127.0.0.1'])('responds to %s', async (host) => {
    const response = await (await open()).inject({ url: '/health/live', headers: { host } });
    expect(response.statusCode).toBe(200);
  });

  test.each(['rebound.example.com:4000', '127.0.0.1.example.com', '10.0.0.7:4000'])(
    'refuses a request for the host %s',
    async (host) => {
      const response = await (await open()).inject({ url: '/health/live', headers: { host } });
      expect(response.statusCode).toBe(421);
      expect(response.json().errors[0].extensions.code).toBe('BAD_REQUEST');
    },
  );
});

describe('a sandbox where people develop', () => {
  test.each<[string, string, Record<string, string>]>([
    ['a service of the same compose file', 'pagergraph:4000', { ALLOWED_HOSTS: 'pagergraph' }],
    ['a name below an allowed one', 'me-4000.devbox.example', { ALLOWED_HOSTS: 'other, .devbox.example' }],
    ['an address, where it listens beyond this machine', '10.0.0.7:4000', { HOST: '0.0.0.0' }],
    ['an IPv6 address', '[fd00::7]:4000', { HOST: '::' }],
  ])('responds to %s', async (_, host, env) => {
    const response = await (await open({ env })).inject({ url: '/health/live', headers: { host } });
    expect(response.statusCode).toBe(200);
  });

  test.each<[string, string, Record<string, string>]>([
    ['a name that is not allowed', 'rebound.example', { HOST: '0.0.0.0', ALLOWED_HOSTS: 'pagergraph' }],
    ['a name that only ends like an allowed one', 'notpagergraph', { ALLOWED_HOSTS: 'pagergraph' }],
  ])('refuses %s and names the setting', async (_, host, env) => {
    const response = await (await open({ env })).inject({ url: '/', headers: { host } });
    expect([response.statusCode, response.json().errors[0].message]).toEqual([
      421,
      expect.stringContaining('ALLOWED_HOSTS'),
    ]);
  });
});

describe('requests that are not GraphQL', () => {
  test('a body with invalid JSON is refused without quoting it', async () => {
    const response = await post('{"query": sesame');
    expect([response.statusCode, response.json()]).toEqual([400, errorBody('Invalid JSON in the request body.')]);
  });

  test('an empty body is refused', async () => {
    const response = await post('');
    expect([response.statusCode, response.json()]).toEqual([400, errorBody('The request body is empty.')]);
  });

  test('a body with prototype keys counts as invalid JSON', async () => {
    const response = await post('{"query":"{greeting}","__proto__":{"x":1}}');
    expect([response.statusCode, response.json().errors[0].extensions.code]).toEqual([400, 'BAD_REQUEST']);
  });

  test('a body above 256 KiB is refused before it is read', async () => {
    const response = await post(JSON.stringify({ query: '{ greeting }', pad: 'x'.repeat(262_144) }));
    expect([response.statusCode, response.json()]).toEqual([413, errorBody('The request body is too large.')]);
  });

  test('another media type is refused', async () => {
    const response = await post('query={greeting}', 'application/x-www-form-urlencoded');
    expect([response.statusCode, response.json()]).toEqual([
      415,
      errorBody('The Content-Type of the request body must be application/json.'),
    ]);
  });

  test('an unknown path gets the path of the API', async () => {
    const response = await (await open()).inject({ url: '/nowhere', headers: { 'x-request-id': 'r1' } });
    expect([response.statusCode, response.json()]).toEqual([404, errorBody('Not found. The API is at /graphql.')]);
  });
});
