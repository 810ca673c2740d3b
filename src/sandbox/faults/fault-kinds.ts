import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

/** One call at its socket, below whatever serves it. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** What happens to a call instead of an answer. */
export type Deed = (exchange: Exchange) => unknown;

export interface FaultKind {
  readonly deed: Deed;
  /** The call is carried out first; only its answer is lost. */
  readonly isAfterwards?: boolean;
  /** How many calls it hits unless told otherwise; 1 without it. */
  readonly times?: number;
}

const text =
  (status: number, body = '', headers: Readonly<Record<string, string>> = {}): Deed =>
  ({ response }) =>
    response.writeHead(status, headers).end(body);

/** What stands before a server when that fails: no JSON, and words that are nobody's business. */
const page = (status: number): Deed =>
  text(status, `<html><body><h1>${status}</h1>at Router.handle (/srv/app/router.js:12:7)</body></html>`, {
    'content-type': 'text/html',
  });

/** A part of what a text comes to when it is compressed, which is done when it is first needed. */
function gzipped(plain: () => string, part = 1): Deed {
  let body: Buffer | undefined;
  return ({ response }) => {
    body ??= gzipSync(plain());
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(body.subarray(0, body.length * part));
  };
}

/** Bytes as they are, then the end of the connection. */
const raw =
  (head: string, body = ''): Deed =>
  ({ request }) =>
    request.socket.end(`HTTP/1.1 200 OK\r\nconnection: close\r\n${head}\r\n\r\n${body}`);

const hang: Deed = () => {};
const cut: Deed = ({ request }) => request.socket.resetAndDestroy();

const cutInBody: Deed = ({ request, response }) => {
  response.writeHead(200, { 'content-length': '1000' });
  response.write('{"incident":', () => request.socket.resetAndDestroy());
};

const drip: Deed = ({ response }) => {
  response.writeHead(200).write('{');
  const drops = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(drops));
};

const redirect: Deed = ({ request, response }) => {
  const { host, authorization = '' } = request.headers;
  response.writeHead(302, { location: `http://${host}/elsewhere?${encodeURI(authorization)}` }).end();
};

/** The caller's credential in the words of both envelopes, in headers and in an address. */
const echo: Deed = ({ request, response }) => {
  const { authorization: credential = '' } = request.headers;
  const message = `Bad credential ${credential}, that is ${credential.replace(/^.*[= ]/, '')}`;
  const error = { code: 9999, message, errors: [message], source: { pointer: `/${credential}` } };
  const body = { success: false, error, errors: [error], messages: [{ message }], result: null };
  for (const header of ['x-request-id', 'cf-ray']) response.setHeader(header, credential);
  response.writeHead(403, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

/** What can go wrong with a call, by the name it is ordered by. The bodies fit both upstreams alike. */
export const FAULT_KINDS = {
  '408': { deed: page(408) },
  '500': { deed: page(500) },
  '503': { deed: page(503) },
  /** No headers, no JSON (contracts: quirk 64). */
  '429-bare': { deed: text(429, 'Too Many Requests', { 'content-type': 'text/plain' }) },
  '429-hour': { deed: text(429, '', { 'retry-after': '3600' }) },
  reset: { deed: cut },
  'reset-in-body': { deed: cutInBody },
  /** For every call until cleared; the listener stays, or nobody could clear it. */
  down: { deed: cut, times: Infinity },
  hang: { deed: hang },
  drip: { deed: drip },
  'half-body': { deed: raw('content-length: 1000', '{"incident": {"id"') },
  'half-chunked': { deed: raw('transfer-encoding: chunked', '5\r\n{"a":\r\n') },
  'half-gzip': { deed: gzipped(() => '{"incident": {"id": "PINC001", "title": "Fog"}}', 0.5) },
  lost: { deed: cut, isAfterwards: true },
  'lost-502': { deed: page(502), isAfterwards: true },
  'lost-hang': { deed: hang, isAfterwards: true },
  'bad-chunk': { deed: raw('transfer-encoding: chunked', 'zz\r\n{}\r\n0\r\n\r\n') },
  'gzip-bomb': { deed: gzipped(() => ' '.repeat(9 * 1024 * 1024)) },
  'header-bomb': { deed: text(200, '{}', { 'x-much': 'x'.repeat(100_000) }) },
  'no-http': { deed: ({ request }) => request.socket.end('SSH-2.0-OpenSSH_9.6\r\n\r\n') },
  redirect: { deed: redirect },
  malformed: { deed: text(200, '{"incident":{') },
  'wrong-shape': { deed: text(200, '{"incident":7,"note":[],"success":"yes","result":{}}') },
  'deep-json': { deed: text(200, '['.repeat(200_000)) },
  'echoed-credential': { deed: echo },
  /** Cloudflare's refusal, and a success without a result, under a 200. */
  unsuccessful: {
    deed: text(200, '{"success":false,"errors":[{"code":1,"message":"No."}],"messages":[],"result":[]}'),
  },
  'null-result': { deed: text(200, '{"success":true,"errors":[],"messages":[],"result":null}') },
} as const satisfies Readonly<Record<string, FaultKind>>;

export type FaultName = keyof typeof FAULT_KINDS;
