import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { startTestGateway } from '../test-gateway.js';

let app: FastifyInstance;
let port: number;

beforeAll(async () => {
  ({ app } = await startTestGateway());
  port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
});

afterAll(() => app.close());

interface RawResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function parseResponse(response: string): RawResponse {
  const [head = '', body = ''] = response.split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  const headers = lines.map((line) => [line.split(': ')[0]?.toLowerCase(), line.replace(/^.*?: /, '')]);
  return { status: Number(first.split(' ')[1]), headers: Object.fromEntries(headers) as RawResponse['headers'], body };
}

async function openSocket(): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

/** Writes these bytes and reads until the connection ends. */
async function sendRaw(bytes: string): Promise<RawResponse> {
  const socket = await openSocket();
  socket.write(bytes);
  return parseResponse(await text(socket));
}

const rawRequest = (method: string, path: string, headers: readonly string[] = ['Host: localhost'], body = '') =>
  [`${method} ${path} HTTP/1.1`, ...headers, `Content-Length: ${body.length}`, 'Connection: close', '', body].join(
    '\r\n',
  );

const GREETING_BODY = '{"query":"{greeting}"}';
const JSON_BODY = ['Host: localhost', 'Content-Type: application/json'];
const CHUNKED = [...JSON_BODY, 'Transfer-Encoding: chunked', '', ''];
const chunked = (body: string) => ['POST /graphql HTTP/1.1', ...CHUNKED].join('\r\n') + body;

const REFUSED_REQUESTS: readonly (readonly [name: string, status: number, bytes: string])[] = [
  ['invalid HTTP', 400, 'open sesame\r\n\r\n'],
  ['a version that is not spoken', 400, 'GET /graphql HTTP/3.1\r\nHost: localhost\r\n\r\n'],
  ['a request without a Host header', 400, rawRequest('GET', '/graphql', [])],
  ['two lengths that contradict each other', 400, chunked('').replace('\r\n\r\n', '\r\nContent-Length: 5\r\n\r\n')],
  ['a chunk without a length', 400, chunked('zz\r\n')],
  ['a path that is wrongly encoded', 400, rawRequest('GET', '/graphql%zz')],
  ['a body that is not JSON', 400, rawRequest('POST', '/graphql', JSON_BODY, '{"query"')],
  ['a path where nothing is', 404, rawRequest('GET', '/graphq')],
  ['PUT', 405, rawRequest('PUT', '/graphql', JSON_BODY, GREETING_BODY)],
  ['DELETE', 405, rawRequest('DELETE', '/graphql')],
  ['OPTIONS', 405, rawRequest('OPTIONS', '/graphql')],
  ['TRACE', 405, rawRequest('TRACE', '/graphql')],
  ['a method that HTTP knows and we do not', 405, rawRequest('PROPFIND', '/graphql?x')],
  ['CONNECT', 405, 'CONNECT api.example.com:443 HTTP/1.1\r\nHost: api.example.com\r\n\r\n'],
  ['a body above the limit', 413, rawRequest('POST', '/graphql', JSON_BODY, 'x'.repeat(262_145))],
  ['chunks that say more than they hold', 413, chunked(`1;${'x'.repeat(20_000)}\r\n`)],
  [
    'a body of another type',
    415,
    rawRequest('POST', '/graphql', ['Host: localhost', 'Content-Type: text/xml'], '<a/>'),
  ],
  ['a compressed body', 415, rawRequest('POST', '/graphql', [...JSON_BODY, 'Content-Encoding: gzip'], GREETING_BODY)],
  [
    'an expectation that nobody meets',
    417,
    rawRequest('POST', '/graphql', [...JSON_BODY, 'Expect: the-impossible'], GREETING_BODY),
  ],
  ['headers above the limit', 431, rawRequest('GET', '/graphql', ['Host: localhost', `X: ${'x'.repeat(20_000)}`])],
];

/** Their headers could not be parsed, so their Accept header is unknown. */
const UNPARSEABLE_REQUESTS: ReadonlySet<string> = new Set([
  'invalid HTTP',
  'a version that is not spoken',
  'two lengths that contradict each other',
  'headers above the limit',
]);
const LEGACY_TYPE = 'application/json; charset=utf-8';
const GRAPHQL_TYPE = 'application/graphql-response+json; charset=utf-8';

describe('refusals have one shape, whichever layer sends them', () => {
  test.each(REFUSED_REQUESTS)('%s: %i', async (_name, status, bytes) => {
    const response = await sendRaw(bytes);
    expect([response.status, response.headers['content-type']]).toEqual([status, LEGACY_TYPE]);
    expect(JSON.parse(response.body)).toEqual({
      errors: [
        {
          message: expect.stringMatching(/^[A-Z`'].+\.$/),
          extensions: {
            code: 'BAD_REQUEST',
            retryable: false,
            retryAfterSeconds: null,
            outcome: 'NOT_SENT',
            requestId: response.headers['x-request-id'],
          },
        },
      ],
    });
  });

  test.each(REFUSED_REQUESTS)('%s: %i, with the requested media type', async (name, status, bytes) => {
    const accept = 'Accept: application/graphql-response+json,application/json;q=0.9';
    const response = await sendRaw(bytes.replace(/(?<= HTTP\/1\.1\r\n)/, `${accept}\r\n`));
    expect([response.status, response.headers['content-type']]).toEqual([
      status,
      UNPARSEABLE_REQUESTS.has(name) ? LEGACY_TYPE : GRAPHQL_TYPE,
    ]);
    expect(JSON.parse(response.body).errors[0].extensions.code).toBe('BAD_REQUEST');
  });

  test('a method that is not allowed gets the allowed ones', async () => {
    expect((await sendRaw(rawRequest('PATCH', '/graphql'))).headers['allow']).toBe('GET, POST');
  });

  test('HEAD has the status and no body', async () => {
    const { status, body } = await sendRaw(rawRequest('HEAD', '/graphql'));
    expect([status, body]).toEqual([405, '']);
  });
});

const withEncoding = (encoding: string) =>
  sendRaw(rawRequest('POST', '/graphql', [...JSON_BODY, `Content-Encoding: ${encoding}`], GREETING_BODY));

describe('a request body with a content encoding', () => {
  test.each(['gzip', 'br', 'deflate', 'gzip, br'])('%s is refused by name', async (encoding) => {
    const { status, body, headers } = await withEncoding(encoding);
    expect([status, headers['accept-encoding']]).toEqual([415, 'identity']);
    expect(body).toContain(`Unsupported Content-Encoding: ${encoding}.`);
  });

  test('of identity is read', async () => {
    expect((await withEncoding('identity')).body).toBe('{"data":{"greeting":"hello"}}\n');
  });

  test('with an invalid name is refused without repeating it', async () => {
    expect((await withEncoding(`<${'x'.repeat(900)}>`)).body).toContain('Unsupported Content-Encoding: unknown.');
  });
});

test('while a response is being sent, no other response replaces it', async () => {
  let isRequested: () => void;
  const requested = new Promise<void>((resolve) => (isRequested = resolve));
  const never = () => (isRequested(), new Promise<never>(() => {}));
  const { app: busy } = await startTestGateway({ createContext: never });
  const address = new URL(await busy.listen({ port: 0, host: '127.0.0.1' }));
  const socket = connect(Number(address.port), '127.0.0.1');
  socket.write(
    `POST /graphql HTTP/1.1\r\n${JSON_BODY.join('\r\n')}\r\nContent-Length: ${GREETING_BODY.length}\r\n\r\n${GREETING_BODY}`,
  );
  await requested;
  socket.write('open sesame\r\n\r\n');
  expect(await text(socket)).toBe('');
  await busy.close();
});

test('a request on an open connection during the shutdown was not sent and may be retried', async () => {
  const { app: leaving } = await startTestGateway();
  const address = new URL(await leaving.listen({ port: 0, host: '127.0.0.1' }));
  const running = connect(Number(address.port), '127.0.0.1');
  const kept = connect(Number(address.port), '127.0.0.1');
  await Promise.all([once(running, 'connect'), once(kept, 'connect')]);
  // Both have begun a request, so that neither connection is idle.
  const [head, body] = [rawRequest('POST', '/graphql', JSON_BODY, GREETING_BODY).slice(0, -4), GREETING_BODY.slice(-4)];
  kept.write('GET /health/live HTTP/1.1\r\n');
  running.write(head);
  await new Promise((resolve) => leaving.server.once('request', resolve));
  const closed = leaving.close();
  kept.write('Host: localhost\r\n\r\n');
  const response = parseResponse(await text(kept));
  expect([response.status, response.headers['retry-after'], response.headers['connection']]).toEqual([
    503,
    '1',
    'close',
  ]);
  expect(JSON.parse(response.body).errors).toEqual([
    {
      message: 'The gateway is shutting down. Retry the request.',
      extensions: {
        code: 'UPSTREAM_UNAVAILABLE',
        retryable: true,
        retryAfterSeconds: 1,
        outcome: 'NOT_SENT',
        requestId: response.headers['x-request-id'],
      },
    },
  ]);
  running.write(body);
  expect((await text(running)).startsWith('HTTP/1.1 200')).toBe(true);
  await closed;
});
