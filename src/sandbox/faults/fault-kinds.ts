import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

/** A request and its response below Fastify. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** What happens instead of a normal response. */
export type FaultAction = (exchange: Exchange) => unknown;

export interface FaultKind {
  /** What docs/sandbox.md prints. */
  readonly description: string;
  readonly action: FaultAction;
  /** True if the handler runs first and only its response is lost. */
  readonly runsAfterHandler?: boolean;
  /** Default number of affected calls; 1 if absent. */
  readonly times?: number;
}

const respondWith =
  (status: number, body = '', headers: Readonly<Record<string, string>> = {}): FaultAction =>
  ({ response }) =>
    response.writeHead(status, headers).end(body);

/** An HTML error page of a proxy, with a stack trace that must not leak. */
const respondWithHtmlError = (status: number): FaultAction =>
  respondWith(status, `<html><body><h1>${status}</h1>at Router.handle (/srv/app/router.js:12:7)</body></html>`, {
    'content-type': 'text/html',
  });

/** Sends the first `fraction` of a gzip-compressed text. It is compressed on first use. */
function respondGzipped(createText: () => string, fraction = 1): FaultAction {
  let body: Buffer | undefined;
  return ({ response }) => {
    body ??= gzipSync(createText());
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(body.subarray(0, body.length * fraction));
  };
}

/** Writes raw bytes, then closes the connection. */
const writeRaw =
  (head: string, body = ''): FaultAction =>
  ({ request }) =>
    request.socket.end(`HTTP/1.1 200 OK\r\nconnection: close\r\n${head}\r\n\r\n${body}`);

const hang: FaultAction = () => {};
const resetConnection: FaultAction = ({ request }) => request.socket.resetAndDestroy();

const resetDuringBody: FaultAction = ({ request, response }) => {
  response.writeHead(200, { 'content-length': '1000' });
  response.write('{"incident":', () => request.socket.resetAndDestroy());
};

const dripBody: FaultAction = ({ response }) => {
  response.writeHead(200).write('{');
  const interval = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(interval));
};

const redirect: FaultAction = ({ request, response }) => {
  const { host, authorization = '' } = request.headers;
  response.writeHead(302, { location: `http://${host}/elsewhere?${encodeURI(authorization)}` }).end();
};

/** Returns the caller's credential in both error envelopes, in headers and in a JSON pointer. */
const echoCredential: FaultAction = ({ request, response }) => {
  const { authorization: credential = '' } = request.headers;
  const message = `Bad credential ${credential}, that is ${credential.replace(/^.*[= ]/, '')}`;
  const error = { code: 9999, message, errors: [message], source: { pointer: `/${credential}` } };
  const body = { success: false, error, errors: [error], messages: [{ message }], result: null };
  for (const header of ['x-request-id', 'cf-ray']) response.setHeader(header, credential);
  response.writeHead(403, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

/** All faults by name. The bodies fit both upstreams. */
export const FAULT_KINDS = {
  '408': { description: '408 with an HTML page', action: respondWithHtmlError(408) },
  '500': { description: '500 with an HTML page', action: respondWithHtmlError(500) },
  '503': { description: '503 with an HTML page', action: respondWithHtmlError(503) },
  '429-bare': {
    description: '429 without headers, as plain text (docs/upstream-quirks.md, quirk 64)',
    action: respondWith(429, 'Too Many Requests', { 'content-type': 'text/plain' }),
  },
  '429-hour': { description: '429 with `Retry-After: 3600`', action: respondWith(429, '', { 'retry-after': '3600' }) },
  reset: { description: 'the connection is reset before a response', action: resetConnection },
  'reset-in-body': { description: 'the connection is reset within the body', action: resetDuringBody },
  down: {
    description: 'the connection of every call is reset, until the fault is ended',
    action: resetConnection,
    times: Infinity,
  },
  hang: { description: 'no response', action: hang },
  drip: { description: 'a body that arrives one byte every 20 ms, without an end', action: dripBody },
  'half-body': {
    description: 'a body that ends before its `content-length`',
    action: writeRaw('content-length: 1000', '{"incident": {"id"'),
  },
  'half-chunked': {
    description: 'a chunked body that ends within a chunk',
    action: writeRaw('transfer-encoding: chunked', '5\r\n{"a":\r\n'),
  },
  'half-gzip': {
    description: 'half of a gzip body',
    action: respondGzipped(() => '{"incident": {"id": "PINC001", "title": "Fog"}}', 0.5),
  },
  lost: {
    description: 'the call is executed, then the connection is reset',
    action: resetConnection,
    runsAfterHandler: true,
  },
  'lost-502': {
    description: 'the call is executed, then 502',
    action: respondWithHtmlError(502),
    runsAfterHandler: true,
  },
  'lost-hang': { description: 'the call is executed, then no response', action: hang, runsAfterHandler: true },
  'bad-chunk': {
    description: 'a chunked body with an invalid chunk size',
    action: writeRaw('transfer-encoding: chunked', 'zz\r\n{}\r\n0\r\n\r\n'),
  },
  'gzip-bomb': { description: 'a small gzip body of 9 MiB', action: respondGzipped(() => ' '.repeat(9 * 1024 * 1024)) },
  'header-bomb': {
    description: 'a header of 100 000 bytes',
    action: respondWith(200, '{}', { 'x-much': 'x'.repeat(100_000) }),
  },
  'no-http': {
    description: 'a response that is not HTTP',
    action: ({ request }) => request.socket.end('SSH-2.0-OpenSSH_9.6\r\n\r\n'),
  },
  redirect: { description: '302 to another path, with the credential in the address', action: redirect },
  malformed: { description: '200 with half a JSON text', action: respondWith(200, '{"incident":{') },
  'wrong-shape': {
    description: '200 with JSON of another shape',
    action: respondWith(200, '{"incident":7,"note":[],"success":"yes","result":{}}'),
  },
  'deep-json': { description: '200 with 200 000 nested lists', action: respondWith(200, '['.repeat(200_000)) },
  'echoed-credential': { description: '403 whose messages and headers repeat the credential', action: echoCredential },
  unsuccessful: {
    description: '200 with Cloudflare’s `success: false`',
    action: respondWith(200, '{"success":false,"errors":[{"code":1,"message":"No."}],"messages":[],"result":[]}'),
  },
  'null-result': {
    description: '200 with `success: true` and `result: null`',
    action: respondWith(200, '{"success":true,"errors":[],"messages":[],"result":null}'),
  },
} as const satisfies Readonly<Record<string, FaultKind>>;

export type FaultName = keyof typeof FAULT_KINDS;
