import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Deed, Exchange } from './fault-proxy.js';

/**
 * What a fault means for a call. `passing`: it may go better the next time, and nothing was done. `applied`: the upstream
 * did it, and the answer was lost. `garbled`: an answer nobody can read, and nothing was done. `busy`: refused for haste.
 * `wait`: the same with a wait too long for anybody. `refused`: refused for good.
 */
export type Meaning = 'passing' | 'applied' | 'garbled' | 'busy' | 'wait' | 'refused';

export interface Fault {
  readonly means: Meaning;
  /** What a caller is told when the gateway gives up. */
  readonly code: string;
  readonly deed: Deed;
}

const PAGE = '<html><body><h1>Sorry</h1>at Router.handle (/srv/app/router.js:12:7)</body></html>';
const BOMB = gzipSync(Buffer.alloc(9 * 1024 * 1024));

const UNAVAILABLE = 'UPSTREAM_UNAVAILABLE';
const TIMEOUT = 'UPSTREAM_TIMEOUT';
const BAD_RESPONSE = 'UPSTREAM_BAD_RESPONSE';
const RATE_LIMITED = 'UPSTREAM_RATE_LIMITED';

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

const text =
  (status: number, body = '', headers: Record<string, string> = {}): Deed =>
  ({ response }) =>
    response.writeHead(status, headers).end(body);

/** Bytes as they are, then the end of the connection. */
const raw =
  (bytes: string): Deed =>
  ({ request }) =>
    request.socket.end(bytes);

const applied =
  (then: Deed): Deed =>
  async (exchange) => {
    await exchange.apply();
    await then(exchange);
  };

const page = (status: number) => text(status, PAGE, { 'content-type': 'text/html' });
const hang: Deed = () => {};
const reset: Deed = ({ request }) => void request.socket.resetAndDestroy();

const resetAfterHeaders: Deed = ({ request, response }) => {
  response.writeHead(200, { 'content-length': '1000' });
  response.write('{"incident":', () => request.socket.resetAndDestroy());
};

const drip: Deed = ({ response }) => {
  response.writeHead(200).write('{');
  const drops = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(drops));
};

const redirect: Deed = ({ request, response, credential }) =>
  response.writeHead(302, { location: `http://${request.headers.host}/elsewhere?${encodeURI(credential)}` }).end();

/** In the words of both envelopes, in headers and in an address. */
function echo({ response, credential }: Exchange): void {
  const message = `Bad credential ${credential}, that is ${credential.replace(/^.*[= ]/, '')}`;
  for (const header of ['x-request-id', 'cf-ray']) response.setHeader(header, credential);
  const error = { code: 9999, message, errors: [message], source: { pointer: `/${credential}` } };
  json(response, 403, { success: false, error, errors: [error], messages: [{ message }], result: null });
}

const head = (more: string) => `HTTP/1.1 200 OK\r\nconnection: close\r\n${more}\r\n\r\n`;

/** What can go wrong with one request; each is tried on every operation. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  '408': { means: 'passing', code: TIMEOUT, deed: page(408) },
  '500': { means: 'passing', code: UNAVAILABLE, deed: page(500) },
  '503': { means: 'passing', code: UNAVAILABLE, deed: page(503) },
  'reset before headers': { means: 'passing', code: UNAVAILABLE, deed: reset },
  'reset after headers': { means: 'passing', code: UNAVAILABLE, deed: resetAfterHeaders },
  'half a body': {
    means: 'passing',
    code: UNAVAILABLE,
    deed: raw(`${head('content-length: 1000')}{"incident": {"id"`),
  },
  'half a chunked body': {
    means: 'passing',
    code: UNAVAILABLE,
    deed: raw(`${head('transfer-encoding: chunked')}5\r\n{"a":\r\n`),
  },
  'half a compressed body': {
    means: 'passing',
    code: UNAVAILABLE,
    deed: ({ response }) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(PAGE).subarray(0, 40)),
  },
  hang: { means: 'passing', code: TIMEOUT, deed: hang },
  drip: { means: 'passing', code: TIMEOUT, deed: drip },
  'applied, then cut': { means: 'applied', code: UNAVAILABLE, deed: applied(reset) },
  'applied, then 502': { means: 'applied', code: UNAVAILABLE, deed: applied(page(502)) },
  'applied, then hang': { means: 'applied', code: TIMEOUT, deed: applied(hang) },
  'bad chunk': {
    means: 'garbled',
    code: BAD_RESPONSE,
    deed: raw(`${head('transfer-encoding: chunked')}zz\r\n{}\r\n0\r\n\r\n`),
  },
  'gzip bomb': {
    means: 'garbled',
    code: BAD_RESPONSE,
    deed: ({ response }) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(BOMB),
  },
  'header bomb': { means: 'garbled', code: BAD_RESPONSE, deed: text(200, '{}', { 'x-much': 'x'.repeat(100_000) }) },
  'redirect elsewhere': { means: 'garbled', code: BAD_RESPONSE, deed: redirect },
  malformed: { means: 'garbled', code: BAD_RESPONSE, deed: text(200, '{"incident":{') },
  'wrong shape': {
    means: 'garbled',
    code: BAD_RESPONSE,
    deed: text(200, '{"incident":7,"note":[],"success":"yes","result":{}}'),
  },
  'deep JSON': { means: 'garbled', code: BAD_RESPONSE, deed: text(200, '['.repeat(200_000)) },
  'no HTTP': { means: 'garbled', code: BAD_RESPONSE, deed: raw('SSH-2.0-OpenSSH_9.6\r\n\r\n') },
  'bare 429': { means: 'busy', code: RATE_LIMITED, deed: text(429) },
  'a wait of an hour': { means: 'wait', code: RATE_LIMITED, deed: text(429, '', { 'retry-after': '3600' }) },
  'echoed credential': { means: 'refused', code: 'UPSTREAM_FORBIDDEN', deed: echo },
};

/** Answers that only Cloudflare's envelope gives a meaning. */
export const ENVELOPES = {
  'success: false': text(200, '{"success":false,"errors":[{"code":1,"message":"No."}],"messages":[],"result":[]}'),
  'success, result: null': text(200, '{"success":true,"errors":[],"messages":[],"result":null}'),
} satisfies Record<string, Deed>;
