import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { ALLOWED, errorBody, WRONG_METHOD } from './error-handler.js';
import { answerType } from './content-negotiation.js';
import { requestIdOf } from './request-id.js';

/** Said on a connection whose request never became one, or broke off within its body. */
const UNREADABLE: Readonly<Record<string, readonly [status: string, message: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'The request took too long to arrive.'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: ['413 Payload Too Large', 'The request body is too large.'],
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'The headers of the request are too large.'],
};

/** Of each connection the requests that are being answered, whose headers are known even where a body cannot be read. */
const underWay = new WeakMap<Duplex, Set<IncomingMessage>>();

/** Sees to what Node.js hands over without Fastify. */
export function answerBeside({ server }: FastifyInstance): void {
  server.on('request', (request, response) => {
    const requests = underWay.get(request.socket) ?? new Set();
    underWay.set(request.socket, requests.add(request));
    response.once('close', () => requests.delete(request));
  });
  server.on('connect', ({ headers }, socket) => {
    writeError(socket, '405 Method Not Allowed', WRONG_METHOD, headers, ALLOWED);
  });
}

/**
 * Answers in the shape of every error what Node.js gave up reading, and hangs up. Without a word where a request runs that was
 * read to its end: whatever is written then is taken for its answer.
 */
export function answerUnreadable({ code }: NodeJS.ErrnoException, socket: Socket): void {
  const requests = [...(underWay.get(socket) ?? [])];
  if (code === 'ECONNRESET' || !socket.writable || requests.some(({ complete }) => complete)) {
    socket.destroy();
    return;
  }
  const [status, message] = UNREADABLE[code ?? ''] ?? ['400 Bad Request', 'The HTTP request cannot be understood.'];
  writeError(socket, status, message, requests.at(-1)?.headers);
}

/**
 * To a connection on which nothing was answered yet and nothing will be.
 *
 * @param asked the headers of the request; none where it has none that could be read, and is answered as one that asks for
 * nothing
 */
function writeError(
  socket: Duplex,
  status: string,
  message: string,
  asked: IncomingHttpHeaders = {},
  more: object = {},
): void {
  const requestId = requestIdOf(asked);
  const body = JSON.stringify(errorBody('BAD_REQUEST', message, requestId));
  const headers = {
    'content-type': answerType(asked.accept),
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': requestId,
    connection: 'close',
    ...more,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${status}`, ...lines, '', body].join('\r\n'));
}
