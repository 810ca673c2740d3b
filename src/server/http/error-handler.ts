import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { toGatewayErrorCode, type ErrorCode } from '../../faults/codes.js';
import { Fault } from '../../faults/fault.js';
import { sendError, sendMethodNotAllowed } from './error-response.js';
import { GRAPHQL_PATH } from './graphql-path.js';

/** Replaces Fastify's own messages, which may quote the body. */
const FASTIFY_ERROR_MESSAGES: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'The request body is too large.',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The request body is empty.',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'The length of the request body does not match its Content-Length header.',
  FST_ERR_CTP_INVALID_JSON_BODY: 'Invalid JSON in the request body.',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'The Content-Type of the request body must be application/json.',
};

const STATUS_BY_CODE: Partial<Readonly<Record<ErrorCode, number>>> = {
  BAD_REQUEST: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  GRAPHQL_VALIDATION_FAILED: 400,
  OPERATION_TOO_COMPLEX: 400,
  RATE_LIMITED: 429,
  UPSTREAM_UNAVAILABLE: 503,
};

/** Registers the error and not-found handlers, which respond in the shape of a GraphQL response. */
export function registerErrorHandlers(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError | Fault>((error, request, reply) => {
    if (error instanceof Fault) return sendFault(error, request, reply);
    const status = error.statusCode ?? 500;
    if (status >= 400 && status < 500) {
      const message = FASTIFY_ERROR_MESSAGES[error.code] ?? 'Malformed HTTP request.';
      return sendError(request, reply, { status, code: 'BAD_REQUEST', message });
    }
    return sendInternalError(error, request, reply);
  });
  app.setNotFoundHandler((request, reply) => {
    if (request.url.split('?')[0] === GRAPHQL_PATH) return sendMethodNotAllowed(request, reply);
    const message = 'Not found. The API is at /graphql.';
    return sendError(request, reply, { status: 404, code: 'BAD_REQUEST', message });
  });
}

/** Sends the error of a request that was rejected before it ran, and logs the reason without credentials or documents. */
function sendFault(fault: Fault, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const code = toGatewayErrorCode(fault.code);
  const { retryAfterSeconds, cause } = fault;
  const reason = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  request.log.info({ code, ...(reason === undefined ? {} : { reason }) }, 'Request rejected');
  if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
  if (fault.code === 'UNAUTHENTICATED') reply.header('www-authenticate', createChallenge(request));
  const extensions = { retryAfterSeconds: retryAfterSeconds ?? null };
  return sendError(request, reply, {
    status: STATUS_BY_CODE[fault.code] ?? 500,
    code,
    message: fault.message,
    extensions,
  });
}

/** RFC 6750: names the error only if the request has credentials. */
function createChallenge({ headers }: FastifyRequest): string {
  const challenge = 'Bearer realm="pagergraph"';
  return headers.authorization === undefined ? challenge : `${challenge}, error="invalid_token"`;
}

/** Sends no outcome, because the operation may have run partially. */
function sendInternalError(
  { name, message, stack }: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  request.log.error({ err: { type: name, message, stack } }, 'Internal error');
  return sendError(request, reply, {
    status: 500,
    code: 'INTERNAL_SERVER_ERROR',
    message: 'Internal error',
    extensions: { outcome: undefined },
  });
}

/** Fastify's `frameworkErrors` handler: responds to requests that have no valid route, such as a badly encoded path. */
export function handleFrameworkError(
  { statusCode: status = 400 }: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  reply.header('x-request-id', request.id);
  sendError(request, reply, { status, code: 'BAD_REQUEST', message: 'Malformed request path.' });
}
