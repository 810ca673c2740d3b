import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { ALL_SCOPES, readResponse, bearer, errorCodes, post, sha256, liveGateways } from '../harness.js';

const { open, writeFile, sandbox } = liveGateways();

const openAccess = { ANONYMOUS_SCOPES: ALL_SCOPES };

describe('the schema of a live gateway is hidden', () => {
  test('from introspection', async () => {
    const result = await (await open(openAccess)).run(getIntrospectionQuery());
    expect([result.status, errorCodes(result)[0], result.data]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED', null]);
  });

  test.each([
    ['a field', '{ incident }', {}],
    ['an argument', '{ incidents(frist: 1) { nodes { id } } }', {}],
    ['a type', '{ node(id: "x") { ... on Inciden { id } } }', {}],
    [
      'an input field',
      'query ($f: IncidentFilter) { incidents(filter: $f) { nodes { id } } }',
      { f: { statusess: [] } },
    ],
    [
      'an enum value',
      'query ($f: IncidentFilter) { incidents(filter: $f) { nodes { id } } }',
      { f: { statuses: ['TRIGERED'] } },
    ],
  ])('from suggestions for %s', async (_what, query, variables) => {
    const { errors } = await (await open(openAccess)).run(query, {}, variables);
    expect(errors.length).toBeGreaterThan(0);
    expect(JSON.stringify(errors)).not.toMatch(/Did you mean/i);
  });

  test('from a playground', async () => {
    const { url } = await open(openAccess);
    const page = await fetch(`${url}/graphql`, { headers: { accept: 'text/html' } });
    expect(page.headers.get('content-type')).toContain('application/json');
    expect((await fetch(`${url}/playground/graphiql.js`)).status).toBe(404);
  });

  test('unless introspection is on', async () => {
    const { run } = await open({ ...openAccess, INTROSPECTION: 'on' });
    expect((await run('{ __schema { queryType { name } } }')).data).toEqual({
      __schema: { queryType: { name: 'Query' } },
    });
  });
});

const preflight = (url: string, from: string, headers = 'content-type') =>
  fetch(`${url}/graphql`, {
    method: 'OPTIONS',
    headers: {
      origin: from,
      'access-control-request-method': 'POST',
      'access-control-request-headers': headers,
    },
  });

describe('a page of another origin', () => {
  const origin = 'https://app.example.com';

  test('may call when its origin is allowed, also with credentials', async () => {
    const { url } = await open({
      API_KEYS_FILE: writeFile('keys.json', [{ name: 'web', sha256: sha256('pg_web'), scopes: ['INCIDENTS_READ'] }]),
      ALLOWED_ORIGINS: origin,
    });
    const allowed = await preflight(url, origin);
    expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([204, origin]);
    const result = await post(`${url}/graphql`, '{"query":"{ viewer { name } }"}', { origin, ...bearer('pg_web') });
    expect(result.headers.get('access-control-allow-origin')).toBe(origin);
  });

  test('may send tracing headers, headers of GraphQL clients, and those that the operator adds', async () => {
    const { url } = await open({ ...openAccess, ALLOWED_ORIGINS: origin, CORS_ALLOWED_HEADERS: 'X-Tenant, x-shift' });
    const allowed = (await preflight(url, origin)).headers.get('access-control-allow-headers')?.split(/, */);
    const wanted = `traceparent tracestate baggage sentry-trace b3 x-b3-traceid x-datadog-trace-id
      apollographql-client-name apollo-require-preflight X-Tenant x-shift`;
    expect(allowed).toEqual(expect.arrayContaining(wanted.split(/\s+/)));
  });

  test.each(['https://evil.example.com', 'https://app.example.com.evil.example.com', 'null'])(
    'gets no CORS header when its origin is not allowed (%s)',
    async (from) => {
      const { url } = await open({ ...openAccess, ALLOWED_ORIGINS: origin });
      const result = await preflight(url, from);
      expect(result.headers.get('access-control-allow-origin')).toBeNull();
    },
  );

  test('is not allowed by default', async () => {
    const { url } = await open(openAccess);
    const result = await preflight(url, origin);
    expect(result.headers.get('access-control-allow-origin')).toBeNull();
  });

  test.each([
    ['text/plain', '{"query":"mutation { createPagerDutyConnectToken(input: {}) { token } }"}', 400],
    [
      'application/x-www-form-urlencoded',
      'query=mutation+%7B+createPagerDutyConnectToken%28input%3A+%7B%7D%29+%7B+token+%7D+%7D',
      415,
    ],
    [
      'multipart/form-data; boundary=x',
      '--x\r\ncontent-disposition: form-data; name="query"\r\n\r\n{ viewer { name } }\r\n--x--',
      415,
    ],
  ])('cannot send requests without a preflight (%s)', async (type, body, status) => {
    const { url, calls } = await open(openAccess);
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': type }, body });
    expect(response.status).toBe(status);
    expect(calls()).toEqual([]);
  });

  test('cannot query by a simple GET', async () => {
    const { url } = await open(openAccess);
    expect((await fetch(`${url}/graphql?query=${encodeURIComponent('{ viewer { name } }')}`)).status).toBe(400);
  });
});

describe('a mutation', () => {
  test('is not run by GET', async () => {
    const { url, calls } = await open(openAccess);
    const query = encodeURIComponent('mutation { createPagerDutyConnectToken(input: {}) { token } }');
    const response = await fetch(`${url}/graphql?query=${query}`, { headers: { 'apollo-require-preflight': '1' } });
    expect([response.status, response.headers.get('allow'), calls()]).toEqual([405, 'POST', []]);
  });

  test('is not run in a batch', async () => {
    const { url, calls } = await open(openAccess);
    const one = { query: 'mutation { createPagerDutyConnectToken(input: {}) { token } }' };
    const result = await post(`${url}/graphql`, JSON.stringify([one, one]));
    expect([result.status, errorCodes(result), calls()]).toEqual([400, ['BAD_REQUEST'], []]);
  });

  test('that creates a connect token returns it to its caller only: no cache, no log', async () => {
    const { run, log } = await open({ ...openAccess, LOG_LEVEL: 'trace' });
    const result = await run('mutation { createPagerDutyConnectToken(input: {}) { token } }');
    const { createPagerDutyConnectToken } = result.data as { createPagerDutyConnectToken: { token: string } };
    expect(createPagerDutyConnectToken.token.length).toBeGreaterThan(10);
    expect(result.headers.get('cache-control')).toBe('no-store');
    expect(JSON.stringify(log)).not.toContain(createPagerDutyConnectToken.token);
  });
});

describe('every response', () => {
  test('forbids framing, sniffing and caching, and has its request id', async () => {
    const { url } = await open(openAccess);
    for (const path of ['/graphql', '/health/live', '/nowhere']) {
      const { headers } = await fetch(url + path);
      expect(Object.fromEntries(headers)).toMatchObject({
        'content-security-policy': expect.stringContaining("default-src 'none'"),
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
        'x-request-id': expect.any(String),
      });
    }
  });

  test('contains no stack and no address of an unavailable upstream', async () => {
    const { run } = await open(openAccess);
    sandbox().control.cloudflare.addFault({ kind: 'down', times: 10 });
    const result = await run('{ pagerDutyDestinations { nodes { id } } }');
    expect(errorCodes(result)).toEqual(['UPSTREAM_UNAVAILABLE']);
    expect(JSON.stringify(result)).not.toMatch(/127\.0\.0\.1|node_modules|\.ts:|\.js:/);
  });
});

/** Everything that is received before the gateway closes the connection. */
async function sendRaw(url: string, ...parts: string[]): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  for (const part of parts) socket.write(part);
  return text(socket);
}

describe('a slow client', () => {
  test('has 8 seconds for its headers and 15 for the whole request', async () => {
    const { gateway } = await open(openAccess);
    expect([gateway.app.server.headersTimeout, gateway.app.server.requestTimeout]).toEqual([8_000, 15_000]);
  });

  test.each([
    ['headers', ['POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-']],
    [
      'body',
      [
        'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"query"',
      ],
    ],
  ])('is disconnected when its %s do not arrive', async (_what, parts) => {
    const { gateway, url } = await open(openAccess);
    gateway.app.server.headersTimeout = 40;
    gateway.app.server.requestTimeout = 50;
    const [head = '', body = ''] = (await sendRaw(url, ...parts)).split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1\.1 408 /);
    expect(JSON.parse(body)).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });
});

describe('invalid HTTP', () => {
  test.each([
    ['a line of nonsense', 'hello\r\n\r\n', 400],
    ['headers without an end', `GET / HTTP/1.1\r\nhost: localhost\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    [
      'two lengths',
      'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n',
      400,
    ],
  ])('gets a JSON response (%s)', async (_what, said, status) => {
    const { url } = await open(openAccess);
    const [head = '', body = ''] = (await sendRaw(url, said)).split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(JSON.parse(body)).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });
});

describe('the log', () => {
  test('has one line per operation: caller, operation, duration, calls and outcome', async () => {
    const { url, log } = await open({
      API_KEYS_FILE: writeFile('keys.json', [{ name: 'web', sha256: sha256('pg_web'), scopes: ['INCIDENTS_READ'] }]),
    });
    const body = JSON.stringify({
      query:
        'query Names($secret: String) { incidents(first: 1) { nodes { id } } services(query: $secret) { nodes { id } } }',
      variables: { secret: 'sesame' },
    });
    await post(`${url}/graphql`, body, { ...bearer('pg_web'), 'x-request-id': 'r-1' });
    expect(log.filter(({ message }) => message === 'GraphQL operation').map(({ details }) => details)).toEqual([
      {
        requestId: 'r-1',
        traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
        caller: 'web',
        kind: 'query',
        operation: 'Names',
        cost: expect.any(Number),
        upstreamCalls: 2,
        durationMs: expect.any(Number),
        outcome: 'answered',
        errors: 0,
      },
    ]);
    expect(JSON.stringify(log)).not.toMatch(/sesame|pg_web/);
  });

  test('has a line for a refused caller, with the request id of the response', async () => {
    const { url, log } = await open({
      API_KEYS_FILE: writeFile('keys.json', [{ name: 'web', sha256: sha256('pg_web'), scopes: ['INCIDENTS_READ'] }]),
    });
    const result = await readResponse(
      await fetch(`${url}/graphql`, { method: 'POST', headers: { 'x-request-id': 'bad id\u00e9 with spaces' } }),
    );
    const { requestId } = result.errors[0]?.extensions ?? {};
    expect(result.headers.get('x-request-id')).toBe(requestId);
    expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(log.map(({ details }) => details)).toContainEqual({ requestId, code: 'UNAUTHENTICATED' });
  });
});
