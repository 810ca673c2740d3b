import type { FastifyError, FastifyInstance } from 'fastify';
import type { GatewayErrorCode } from '../faults/kind.js';
import { extensionsOf } from '../graph/format-error.js';

/** Fastify's own sentences may quote the body. */
const SENTENCES: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'The request body is too large.',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The request body is empty.',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'The request body is not as long as its content-length says.',
  FST_ERR_CTP_INVALID_JSON_BODY: 'Invalid JSON in the request body.',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'The request body must be application/json.',
};

/** An HTTP error in the shape of a GraphQL answer, so that clients need one reader only. */
export function errorBody(code: GatewayErrorCode, message: string, requestId: string) {
  return { errors: [{ message, extensions: extensionsOf(code, requestId) }] };
}

/** Gives that shape to everything that fails before a route takes over, and to what breaks inside one. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 400 && status < 500) {
      const message = SENTENCES[error.code] ?? 'The HTTP request cannot be understood.';
      return reply.code(status).send(errorBody('BAD_REQUEST', message, request.id));
    }
    const { name, message, stack } = error;
    request.log.error({ requestId: request.id, err: { type: name, message, stack } }, 'Internal error');
    return reply.code(500).send(errorBody('INTERNAL_SERVER_ERROR', 'Internal error', request.id));
  });
  app.setNotFoundHandler((request, reply) => {
    const message = 'There is nothing here; the API is at /graphql.';
    return reply.code(404).send(errorBody('BAD_REQUEST', message, request.id));
  });
}
