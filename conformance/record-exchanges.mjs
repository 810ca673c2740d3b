// Loaded before a program (`node --import`), it writes down every HTTP exchange of the servers in that process, as the
// socket had it: one JSON line each, into the folder that PAGERGRAPH_RECORD names. The program does not know.
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
    const asked = bodyPushedInto(request);
    const headOf = headWrittenTo(response);
    const answered = bodyWrittenTo(response);
    response.once('close', () => {
      const exchange = {
        method: request.method,
        url: request.url,
        headers: withoutCredentials(request.headers),
        body: asked(),
        // An answer that was never begun, or was cut off before its end, is none.
        answer: response.writableFinished ? { ...headOf(), body: answered() } : null,
      };
      appendFileSync(file, `${JSON.stringify(exchange)}\n`);
    });
  });
}

/** Listening for data would make the request flow before its reader is there, so the parser's deliveries are watched. */
function bodyPushedInto(request) {
  const chunks = [];
  const push = request.push;
  request.push = function (chunk, encoding) {
    if (chunk) chunks.push(Buffer.from(chunk, encoding));
    return push.call(this, chunk, encoding);
  };
  return () => Buffer.concat(chunks).toString();
}

function headWrittenTo(response) {
  let headers = {};
  const writeHead = response.writeHead;
  response.writeHead = function (status, ...rest) {
    headers = { ...response.getHeaders(), ...rest.at(-1) };
    return writeHead.call(this, status, ...rest);
  };
  return () => ({ status: response.statusCode, headers });
}

function bodyWrittenTo(response) {
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
