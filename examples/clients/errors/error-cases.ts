// One case per error status of the endpoint. Each case changes the request that a client sends.
import { createServer, connect, type AddressInfo } from 'node:net';

type Send = typeof globalThis.fetch;

export interface ErrorCase {
  readonly name: string;
  readonly status: number;
  readonly code: string;
  /** Whether the gateway can read the `Accept` header; otherwise it responds with `application/json`. */
  readonly isHttpRequest?: boolean;
  readonly path?: string;
  /** Replaces the client's `fetch`. */
  readonly send?: Send;
  /** Runs once before all clients. */
  readonly before?: (url: string) => Promise<void>;
}

const withHeaders =
  (added: Readonly<Record<string, string>>): Send =>
  (url, init) => {
    const headers = new Headers(init?.headers);
    for (const [name, value] of Object.entries(added)) headers.set(name, value);
    return fetch(url, { ...init, headers });
  };

const withBody =
  (body: BodyInit): Send =>
  (url, init) =>
    fetch(url, { ...init, body, duplex: 'half' } as RequestInit);

/** Sends a body that does not end. */
const sendUnfinishedBody: Send = (url, init) => {
  const body = new ReadableStream({ start: (stream) => stream.enqueue(new TextEncoder().encode('{"query":')) });
  return withBody(body)(url, init);
};

/** Sends a browser's preflight for a page of another origin. */
const sendPreflight: Send = (url, init) =>
  withHeaders({ 'access-control-request-method': 'POST', origin: 'https://page.example' })(url, {
    ...init,
    method: 'OPTIONS',
    body: null,
  });

/** Sends through a proxy that changes the request. */
const throughProxy =
  (changeRequest: (request: string) => string): Send =>
  async (url, init) => {
    const { port } = new URL(String(url));
    const proxy = createServer((socket) => {
      const gateway = connect(Number(port), '127.0.0.1');
      socket.on('data', (bytes) => gateway.write(changeRequest(bytes.toString('latin1')), 'latin1'));
      gateway.pipe(socket);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    try {
      return await fetch(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}/graphql`, init);
    } finally {
      proxy.close();
    }
  };

const sendNonHttp = throughProxy(() => 'open sesame\r\n\r\n');
const sendForeignHost = throughProxy((request) => request.replace(/^host: .*$/im, 'host: rebound.example.com'));

const WRONG_CREDENTIALS = { authorization: 'Bearer wrong' };

/** An access token whose issuer's keys are unavailable. */
const ACCESS_TOKEN = ['{"alg":"RS256","kid":"k"}', '{}', 'x']
  .map((part) => Buffer.from(part).toString('base64url'))
  .join('.');

const MAX_FAILED_CREDENTIALS = 30;

/** Sends wrong credentials until the gateway limits the client's address. */
async function exhaustFailedCredentials(url: string): Promise<void> {
  for (let attempt = 0; attempt <= MAX_FAILED_CREDENTIALS; attempt += 1)
    await withHeaders(WRONG_CREDENTIALS)(url, { method: 'POST' });
}

export const ERROR_CASES: readonly ErrorCase[] = [
  { name: 'a body that is not JSON', status: 400, code: 'BAD_REQUEST', send: withBody('{') },
  { name: 'a request that is not HTTP', status: 400, code: 'BAD_REQUEST', send: sendNonHttp, isHttpRequest: false },
  { name: 'wrong credentials', status: 401, code: 'UNAUTHENTICATED', send: withHeaders(WRONG_CREDENTIALS) },
  { name: 'a document that is not on the list', status: 403, code: 'FORBIDDEN' },
  { name: 'a page of another origin', status: 403, code: 'FORBIDDEN', send: sendPreflight },
  { name: 'another path', status: 404, code: 'BAD_REQUEST', path: '/graphq' },
  { name: 'an unfinished body', status: 408, code: 'BAD_REQUEST', send: sendUnfinishedBody },
  { name: 'a body above the limit', status: 413, code: 'BAD_REQUEST', send: withBody(`"${'x'.repeat(262_144)}"`) },
  {
    name: 'a body of another type',
    status: 415,
    code: 'BAD_REQUEST',
    send: withHeaders({ 'content-type': 'text/xml' }),
  },
  {
    name: 'a compressed body',
    status: 415,
    code: 'BAD_REQUEST',
    send: withHeaders({ 'content-encoding': 'gzip' }),
  },
  { name: 'another host name', status: 421, code: 'BAD_REQUEST', send: sendForeignHost },
  {
    name: 'headers above the limit',
    status: 431,
    code: 'BAD_REQUEST',
    send: withHeaders({ 'x-long': 'x'.repeat(20_000) }),
    isHttpRequest: false,
  },
  {
    name: 'a token whose issuer is unavailable',
    status: 503,
    code: 'UPSTREAM_UNAVAILABLE',
    send: withHeaders({ authorization: `Bearer ${ACCESS_TOKEN}` }),
  },
  {
    name: 'too many failed credentials',
    status: 429,
    code: 'RATE_LIMITED',
    send: withHeaders(WRONG_CREDENTIALS),
    before: exhaustFailedCredentials,
  },
];
