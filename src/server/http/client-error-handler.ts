import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { ALLOW_HEADER, createErrorBody, METHOD_NOT_ALLOWED_MESSAGE } from './error-handler.js';
import { chooseResponseType } from './content-negotiation.js';
import { resolveRequestId } from './request-id.js';

/** Said on a connection whose request never became one, or broke off within its body. */
const RESPONSES_BY_ERROR_CODE: Readonly<Record<string, readonly [status: string, message: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'The request took too long to arrive.'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: ['413 Payload Too Large', 'The request body is too large.'],
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'The headers of the request are too large.'],
};

/** Of each connection the requests that are being answered, whose headers are known even where a body cannot be read. */
const activeRequests = new WeakMap<Duplex, Set<IncomingMessage>>();

/** Sees to what Node.js hands over without Fastify. */
export function registerRawHandlers({ server }: FastifyInstance): void {
  server.on('request', (request, response) => {
    const requests = activeRequests.get(request.socket) ?? new Set();
    activeRequests.set(request.socket, requests.add(request));
    response.once('close', () => requests.delete(request));
  });
  server.on('connect', ({ headers }, socket) => {
    writeErrorResponse(socket, '405 Method Not Allowed', METHOD_NOT_ALLOWED_MESSAGE, headers, ALLOW_HEADER);
  });
}

/**
 * Answers in the shape of every error what Node.js gave up reading, and hangs up. Without a word where a request runs that was
 * read to its end: whatever is written then is taken for its answer.
 */
export function handleClientError({ code }: NodeJS.ErrnoException, socket: Socket): void {
  const requests = [...(activeRequests.get(socket) ?? [])];
  if (code === 'ECONNRESET' || !socket.writable || requests.some(({ complete }) => complete)) {
    socket.destroy();
    return;
  }
  const [status, message] = RESPONSES_BY_ERROR_CODE[code ?? ''] ?? [
    '400 Bad Request',
    'The HTTP request cannot be understood.',
  ];
  writeErrorResponse(socket, status, message, requests.at(-1)?.headers);
}

/**
 * To a connection on which nothing was answered yet and nothing will be.
 *
 * @param requestHeaders the headers of the request; none where it has none that could be read, and is answered as one that asks for
 * nothing
 */
function writeErrorResponse(
  socket: Duplex,
  status: string,
  message: string,
  requestHeaders: IncomingHttpHeaders = {},
  extraHeaders: object = {},
): void {
  const requestId = resolveRequestId(requestHeaders);
  const body = JSON.stringify(createErrorBody('BAD_REQUEST', message, requestId));
  const headers = {
    'content-type': chooseResponseType(requestHeaders.accept),
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': requestId,
    connection: 'close',
    ...extraHeaders,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${status}`, ...lines, '', body].join('\r\n'));
}
