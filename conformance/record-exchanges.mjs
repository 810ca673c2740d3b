// Loaded into a program with `node --import`, it records every HTTP exchange of the servers in that process as the socket
// carries it. Each exchange is one JSON line in the folder PAGERGRAPH_RECORD.
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { subscribe } from 'node:diagnostics_channel';

const folder = process.env.PAGERGRAPH_RECORD;
const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
const CREDENTIALS = new Set(['authorization', 'cookie', 'x-auth-key', 'x-auth-email']);

if (folder) {
  const file = join(folder, `${process.pid}.jsonl`);
  subscribe('http.server.request.start', ({ request, response }) => {
    if (!LOOPBACK.has(request.socket.localAddress)) return;
    const requestBody = captureRequestBody(request);
    const responseHead = captureResponseHead(response);
    const responseBody = captureResponseBody(response);
    response.once('close', () => {
      const exchange = {
        method: request.method,
        url: request.url,
        headers: withoutCredentials(request.headers),
        body: requestBody(),
        // A response that never began, or was cut off, counts as missing.
        response: response.writableFinished ? { ...responseHead(), body: responseBody() } : null,
      };
      appendFileSync(file, `${JSON.stringify(exchange)}\n`);
    });
  });
}

/** Wraps `push`, because a `data` listener would start the flow before the program reads the request. */
function captureRequestBody(request) {
  const chunks = [];
  const push = request.push;
  request.push = function (chunk, encoding) {
    if (chunk) chunks.push(Buffer.from(chunk, encoding));
    return push.call(this, chunk, encoding);
  };
  return () => Buffer.concat(chunks).toString();
}

function captureResponseHead(response) {
  let headers = {};
  const writeHead = response.writeHead;
  response.writeHead = function (status, ...rest) {
    headers = { ...response.getHeaders(), ...rest.at(-1) };
    return writeHead.call(this, status, ...rest);
  };
  return () => ({ status: response.statusCode, headers });
}

function captureResponseBody(response) {
  const chunks = [];
  for (const name of ['write', 'end']) {
    const original = response[name];
    response[name] = function (chunk, encoding, done) {
      if (chunk && typeof chunk !== 'function')
        chunks.push(Buffer.from(chunk, typeof encoding === 'string' ? encoding : undefined));
      return original.call(this, chunk, encoding, done);
    };
  }
  return () => Buffer.concat(chunks).toString();
}

function withoutCredentials(headers) {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !CREDENTIALS.has(name)));
}
