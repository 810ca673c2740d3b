import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { ALLOW_HEADER, createErrorBody, METHOD_NOT_ALLOWED_MESSAGE } from './error-response.js';
import { chooseResponseType } from './content-negotiation.js';
import { resolveRequestId } from './request-id.js';

/** Responses to requests that Node.js cannot parse or that end within their body. */
const RESPONSES_BY_ERROR_CODE: Readonly<Record<string, readonly [status: string, message: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'Timeout: the request was not received in time.'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: ['413 Payload Too Large', 'The request body is too large.'],
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'The request headers are too large.'],
};

/** Requests in flight on each connection. Their headers are known even if the body cannot be read. */
const activeRequests = new WeakMap<Duplex, Set<IncomingMessage>>();

/** Handles events of Node.js that Fastify does not see. */
export function registerRawHandlers({ server }: FastifyInstance): void {
  server.on('request', (request, response) => {
    const requests = activeRequests.get(request.socket) ?? new Set();
    activeRequests.set(request.socket, requests.add(request));
    response.on('close', () => requests.delete(request));
  });
  server.on('connect', ({ headers }, socket) => {
    writeErrorResponse(socket, '405 Method Not Allowed', METHOD_NOT_ALLOWED_MESSAGE, headers, ALLOW_HEADER);
  });
}

/**
 * Fastify's `clientErrorHandler`: sends an error response to a request that Node.js cannot read, and closes the connection.
 * Sends nothing while a completely received request runs, because the client would take the error for its response.
 */
export function handleClientError({ code }: NodeJS.ErrnoException, socket: Socket): void {
  const requests = [...(activeRequests.get(socket) ?? [])];
  if (code === 'ECONNRESET' || !socket.writable || requests.some(({ complete }) => complete)) {
    socket.destroy();
    return;
  }
  const [status, message] = RESPONSES_BY_ERROR_CODE[code ?? ''] ?? ['400 Bad Request', 'Malformed HTTP request.'];
  writeErrorResponse(socket, status, message, requests.at(-1)?.headers);
}

/**
 * Writes the only response of a connection, and closes it.
 *
 * @param requestHeaders empty if the headers cannot be read
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
