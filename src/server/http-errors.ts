import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Fault } from '../faults/fault.js';
import { gatewayCode, type GatewayErrorCode, type Kind } from '../faults/kind.js';
import { extensionsOf } from '../graph/format-error.js';
import { requestIdOf } from './request-id.js';

export const GRAPHQL_PATH = '/graphql';

/** Fastify's own sentences may quote the body. */
const SENTENCES: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'The request body is too large.',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The request body is empty.',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'The request body is not as long as its content-length says.',
  FST_ERR_CTP_INVALID_JSON_BODY: 'Invalid JSON in the request body.',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'The request body must be application/json.',
};

/** An HTTP error in the shape of a GraphQL answer, so that clients need one reader only. */
export function errorBody(code: GatewayErrorCode, message: string, requestId: string, retryAfterSeconds?: number) {
  const extensions = { ...extensionsOf(code, requestId), retryAfterSeconds: retryAfterSeconds ?? null };
  return { errors: [{ message, extensions }] };
}

const STATUSES: Partial<Readonly<Record<Kind, number>>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  GRAPHQL_VALIDATION_FAILED: 400,
  OPERATION_TOO_COMPLEX: 400,
  RATE_LIMITED: 429,
  UPSTREAM_UNAVAILABLE: 503,
};

/** Answers what is refused before it runs, and tells the log why; neither credentials nor documents are in it. */
function answerFault(fault: Fault, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const code = gatewayCode(fault.kind);
  const { retryAfterSeconds, outcome, cause } = fault;
  const reason = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  request.log.info({ code, ...(reason === undefined ? {} : { reason }) }, 'Refused');
  if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
  if (fault.kind === 'UNAUTHENTICATED') reply.header('www-authenticate', challengeTo(request));
  const { errors } = errorBody(code, fault.message, request.id, retryAfterSeconds);
  const told = errors.map(({ message, extensions }) => ({ message, extensions: { ...extensions, outcome } }));
  return reply.code(STATUSES[fault.kind] ?? 500).send({ errors: told });
}

/** RFC 6750: the error is told only to who sent credentials. */
function challengeTo({ headers }: FastifyRequest): string {
  const realm = 'Bearer realm="pagergraph"';
  return headers.authorization === undefined ? realm : `${realm}, error="invalid_token"`;
}

/** Gives that shape to everything that fails before a route takes over, and to what breaks inside one. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError | Fault>((error, request, reply) => {
    if (error instanceof Fault) return answerFault(error, request, reply);
    const status = error.statusCode ?? 500;
    if (status >= 400 && status < 500) {
      const message = SENTENCES[error.code] ?? 'The HTTP request cannot be understood.';
      return reply.code(status).send(errorBody('BAD_REQUEST', message, request.id));
    }
    const { name, message, stack } = error;
    request.log.error({ err: { type: name, message, stack } }, 'Internal error');
    return reply.code(500).send(errorBody('INTERNAL_SERVER_ERROR', 'Internal error', request.id));
  });
  app.setNotFoundHandler((request, reply) => {
    if (request.url.split('?')[0] === GRAPHQL_PATH) return refuseMethod(request, reply);
    const message = 'There is nothing here; the API is at /graphql.';
    return reply.code(404).send(errorBody('BAD_REQUEST', message, request.id));
  });
  app.server.on('connect', ({ headers }, socket) => {
    writeError(socket, '405 Method Not Allowed', WRONG_METHOD, requestIdOf(headers), ALLOWED);
  });
}

/** Answers what Fastify cannot find a route for, such as a path that is wrongly encoded. */
export function answerUnroutable(
  { statusCode = 400 }: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const body = errorBody('BAD_REQUEST', 'The path of the request cannot be understood.', request.id);
  reply.code(statusCode).header('x-request-id', request.id).send(body);
}

const WRONG_METHOD = 'Send GraphQL by POST or GET.';
const ALLOWED = { allow: 'GET, POST' };

/** Answers every method of the GraphQL path but GET and POST. */
export function refuseMethod(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply
    .code(405)
    .headers(ALLOWED)
    .send(errorBody('BAD_REQUEST', WRONG_METHOD, request.id));
}

/** Answers who accepts nothing that an answer can be. */
export function refuseType(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const message = 'Accept application/json or application/graphql-response+json; nothing was run.';
  return reply.code(406).send(errorBody('BAD_REQUEST', message, request.id));
}

/** Said on a connection whose request never became one. */
const UNREADABLE: Readonly<Record<string, readonly [status: string, message: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'The request took too long to arrive.'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: ['413 Payload Too Large', 'The request body is too large.'],
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'The headers of the request are too large.'],
};

/** Answers in the same shape what Node.js gave up reading, and hangs up. */
export function answerUnreadable({ code }: NodeJS.ErrnoException, socket: Socket): void {
  if (code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, message] = UNREADABLE[code ?? ''] ?? ['400 Bad Request', 'The HTTP request cannot be understood.'];
  writeError(socket, status, message, randomUUID());
}

/** To a connection on which nothing was answered yet and nothing will be. */
function writeError(socket: Duplex, status: string, message: string, requestId: string, more: object = {}): void {
  const body = JSON.stringify(errorBody('BAD_REQUEST', message, requestId));
  const headers = {
    'content-type': 'application/json; charset=utf-8',
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
