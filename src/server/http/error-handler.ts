import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Fault } from '../../faults/fault.js';
import { toGatewayErrorCode, type GatewayErrorCode, type ErrorCode } from '../../faults/codes.js';
import { createExtensions } from '../../graph/core/errors/format-error.js';
import { chooseResponseType } from './content-negotiation.js';

export const GRAPHQL_PATH = '/graphql';

/** Fastify's own sentences may quote the body. */
const FASTIFY_ERROR_MESSAGES: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'The request body is too large.',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The request body is empty.',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'The request body is not as long as its content-length says.',
  FST_ERR_CTP_INVALID_JSON_BODY: 'Invalid JSON in the request body.',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'The request body must be application/json.',
};

/** What is refused before it runs did nothing, should it be a mutation. */
const NOT_SENT = { outcome: 'NOT_SENT' } as const;

/** An HTTP error in the shape of a GraphQL answer, so that clients need one reader only; unless it says more, nothing ran. */
export function createErrorBody(
  code: GatewayErrorCode,
  message: string,
  requestId: string,
  extensions: object = {},
): object {
  return { errors: [{ message, extensions: { ...createExtensions(code, requestId), ...NOT_SENT, ...extensions } }] };
}

/** What a request is answered that does not come to be executed. */
export interface HttpError {
  readonly status: number;
  readonly code: GatewayErrorCode;
  readonly message: string;
  /** More of the error's extensions. */
  readonly extensions?: object;
}

/** Answers with an error, in the media type that was asked for: the only way in which the endpoint refuses. */
export function sendError(
  { id, headers }: FastifyRequest,
  reply: FastifyReply,
  { status, code, message, extensions }: HttpError,
): FastifyReply {
  return reply
    .code(status)
    .type(chooseResponseType(headers.accept))
    .send(createErrorBody(code, message, id, extensions));
}

const STATUS_BY_CODE: Partial<Readonly<Record<ErrorCode, number>>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  GRAPHQL_VALIDATION_FAILED: 400,
  OPERATION_TOO_COMPLEX: 400,
  RATE_LIMITED: 429,
  UPSTREAM_UNAVAILABLE: 503,
};

/** Answers what is refused before it runs, and tells the log why; neither credentials nor documents are in it. */
function sendFault(fault: Fault, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const code = toGatewayErrorCode(fault.code);
  const { retryAfterSeconds, cause } = fault;
  const reason = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  request.log.info({ code, ...(reason === undefined ? {} : { reason }) }, 'Refused');
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

/** RFC 6750: the error is told only to who sent credentials. */
function createChallenge({ headers }: FastifyRequest): string {
  const realm = 'Bearer realm="pagergraph"';
  return headers.authorization === undefined ? realm : `${realm}, error="invalid_token"`;
}

/** Gives that shape to everything that fails before a route takes over, and to what breaks inside one. */
export function registerErrorHandlers(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError | Fault>((error, request, reply) => {
    if (error instanceof Fault) return sendFault(error, request, reply);
    const status = error.statusCode ?? 500;
    if (status >= 400 && status < 500) {
      const message = FASTIFY_ERROR_MESSAGES[error.code] ?? 'The HTTP request cannot be understood.';
      return sendError(request, reply, { status, code: 'BAD_REQUEST', message });
    }
    const { name, message, stack } = error;
    request.log.error({ err: { type: name, message, stack } }, 'Internal error');
    // Nobody knows how far it went.
    const unknown = { message: 'Internal error', extensions: { outcome: undefined } };
    return sendError(request, reply, { status: 500, code: 'INTERNAL_SERVER_ERROR', ...unknown });
  });
  app.setNotFoundHandler((request, reply) => {
    if (request.url.split('?')[0] === GRAPHQL_PATH) return sendMethodNotAllowed(request, reply);
    const message = 'There is nothing here; the API is at /graphql.';
    return sendError(request, reply, { status: 404, code: 'BAD_REQUEST', message });
  });
}

/** Answers what Fastify cannot find a route for, such as a path that is wrongly encoded. */
export function handleFrameworkError(
  { statusCode: status = 400 }: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  reply.header('x-request-id', request.id);
  sendError(request, reply, { status, code: 'BAD_REQUEST', message: 'The path of the request cannot be understood.' });
}

export const METHOD_NOT_ALLOWED_MESSAGE = 'Send GraphQL by POST or GET.';
export const ALLOW_HEADER = { allow: 'GET, POST' };

/** Answers every method of the GraphQL path but GET and POST. */
export function sendMethodNotAllowed(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return sendError(request, reply.headers(ALLOW_HEADER), {
    status: 405,
    code: 'BAD_REQUEST',
    message: METHOD_NOT_ALLOWED_MESSAGE,
  });
}

/** Answers who accepts nothing that an answer can be. */
export function sendNotAcceptable(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const message = 'Accept application/json or application/graphql-response+json; nothing was run.';
  return sendError(request, reply, { status: 406, code: 'BAD_REQUEST', message });
}
