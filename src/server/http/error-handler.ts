import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Fault } from '../../faults/fault.js';
import { gatewayCode, type GatewayErrorCode, type Kind } from '../../faults/codes.js';
import { extensionsOf } from '../../graph/core/errors/format-error.js';
import { answerType } from './content-negotiation.js';

export const GRAPHQL_PATH = '/graphql';

/** Fastify's own sentences may quote the body. */
const SENTENCES: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'The request body is too large.',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The request body is empty.',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'The request body is not as long as its content-length says.',
  FST_ERR_CTP_INVALID_JSON_BODY: 'Invalid JSON in the request body.',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'The request body must be application/json.',
};

/** What is refused before it runs did nothing, should it be a mutation. */
const NOTHING_RAN = { outcome: 'NOT_SENT' } as const;

/** An HTTP error in the shape of a GraphQL answer, so that clients need one reader only; unless it says more, nothing ran. */
export function errorBody(code: GatewayErrorCode, message: string, requestId: string, more: object = {}): object {
  return { errors: [{ message, extensions: { ...extensionsOf(code, requestId), ...NOTHING_RAN, ...more } }] };
}

/** What a request is answered that does not come to be executed. */
export interface HttpError {
  readonly status: number;
  readonly code: GatewayErrorCode;
  readonly message: string;
  /** More of the error's extensions. */
  readonly more?: object;
}

/** Answers with an error, in the media type that was asked for: the only way in which the endpoint refuses. */
export function sendError(
  { id, headers }: FastifyRequest,
  reply: FastifyReply,
  { status, code, message, more }: HttpError,
): FastifyReply {
  return reply
    .code(status)
    .type(answerType(headers.accept))
    .send(errorBody(code, message, id, more));
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
  const { retryAfterSeconds, cause } = fault;
  const reason = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  request.log.info({ code, ...(reason === undefined ? {} : { reason }) }, 'Refused');
  if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
  if (fault.kind === 'UNAUTHENTICATED') reply.header('www-authenticate', challengeTo(request));
  const more = { retryAfterSeconds: retryAfterSeconds ?? null };
  return sendError(request, reply, { status: STATUSES[fault.kind] ?? 500, code, message: fault.message, more });
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
      return sendError(request, reply, { status, code: 'BAD_REQUEST', message });
    }
    const { name, message, stack } = error;
    request.log.error({ err: { type: name, message, stack } }, 'Internal error');
    // Nobody knows how far it went.
    const unknown = { message: 'Internal error', more: { outcome: undefined } };
    return sendError(request, reply, { status: 500, code: 'INTERNAL_SERVER_ERROR', ...unknown });
  });
  app.setNotFoundHandler((request, reply) => {
    if (request.url.split('?')[0] === GRAPHQL_PATH) return refuseMethod(request, reply);
    const message = 'There is nothing here; the API is at /graphql.';
    return sendError(request, reply, { status: 404, code: 'BAD_REQUEST', message });
  });
}

/** Answers what Fastify cannot find a route for, such as a path that is wrongly encoded. */
export function answerUnroutable(
  { statusCode: status = 400 }: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  reply.header('x-request-id', request.id);
  sendError(request, reply, { status, code: 'BAD_REQUEST', message: 'The path of the request cannot be understood.' });
}

export const WRONG_METHOD = 'Send GraphQL by POST or GET.';
export const ALLOWED = { allow: 'GET, POST' };

/** Answers every method of the GraphQL path but GET and POST. */
export function refuseMethod(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return sendError(request, reply.headers(ALLOWED), { status: 405, code: 'BAD_REQUEST', message: WRONG_METHOD });
}

/** Answers who accepts nothing that an answer can be. */
export function refuseType(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const message = 'Accept application/json or application/graphql-response+json; nothing was run.';
  return sendError(request, reply, { status: 406, code: 'BAD_REQUEST', message });
}
