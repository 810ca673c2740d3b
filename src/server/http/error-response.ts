import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayErrorCode } from '../../faults/codes.js';
import { createExtensions } from '../../graph/core/errors/format-error.js';
import { chooseResponseType } from './content-negotiation.js';

/** The outcome of a request that was rejected before it ran: if it was a mutation, nothing was sent. */
const NOT_SENT = { outcome: 'NOT_SENT' } as const;

/** The body of an HTTP error in the shape of a GraphQL response. Its outcome is `NOT_SENT` unless `extensions` override it. */
export function createErrorBody(
  code: GatewayErrorCode,
  message: string,
  requestId: string,
  extensions: object = {},
): object {
  return { errors: [{ message, extensions: { ...createExtensions(code, requestId), ...NOT_SENT, ...extensions } }] };
}

/** An error of a request that is not executed. */
export interface HttpError {
  readonly status: number;
  readonly code: GatewayErrorCode;
  readonly message: string;
  /** Additional extensions of the error. */
  readonly extensions?: object;
}

/** Sends an error in the negotiated media type. Every error response of the HTTP server goes through here. */
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

export const METHOD_NOT_ALLOWED_MESSAGE = 'Method not allowed. Send GraphQL requests with POST or GET.';
export const ALLOW_HEADER = { allow: 'GET, POST' };

/** Rejects methods other than GET and POST on the GraphQL path. */
export function sendMethodNotAllowed(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const message = METHOD_NOT_ALLOWED_MESSAGE;
  return sendError(request, reply.headers(ALLOW_HEADER), { status: 405, code: 'BAD_REQUEST', message });
}

/** Rejects requests that accept no media type of GraphQL over HTTP. */
export function sendNotAcceptable(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const message =
    'Nothing was executed: the Accept header must allow application/json or application/graphql-response+json.';
  return sendError(request, reply, { status: 406, code: 'BAD_REQUEST', message });
}
