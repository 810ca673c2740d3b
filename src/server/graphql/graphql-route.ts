import { Readable } from 'node:stream';
import { HeaderMap, type ApolloServer, type BaseContext } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RequestMetadata } from '../../graph/core/context.js';
import { Cancellation } from '../../shared/cancellation.js';
import type { RequestScope } from '../../upstream/transport/request-scope.js';
import type { Authenticated } from '../auth/auth-hook.js';
import type { Executor } from '../execution/executor.js';
import { negotiateResponseType } from '../http/content-negotiation.js';
import { sendMethodNotAllowed, sendNotAcceptable } from '../http/error-response.js';
import { GRAPHQL_PATH } from '../http/graphql-path.js';
import { withRequestId } from '../http/request-id.js';
import type { CheckResponseSize } from '../limits/enforce-response-size.js';
import { UPSTREAM_CALLS_HEADER } from './complete-response.js';
import type { GraphQLHttpRequest } from './graphql-params.js';
import { parseJsonRequest } from './parse-json-request.js';
import type { PrepareRequest } from './prepare-request.js';
import type { Respond } from './respond.js';

export interface GraphQLRouteOptions<C extends BaseContext> {
  readonly apollo: ApolloServer<C>;
  /** Maximum duration of the upstream calls of an operation, in milliseconds. */
  readonly deadlineMs: number;
  /** Maximum number of upstream reads of an operation. */
  readonly maxReads: number;
  readonly createContext: (request: RequestMetadata) => C | Promise<C>;
  /** Returns the caller that the auth hook found. */
  readonly authenticatedRequest: (request: FastifyRequest) => Authenticated;
  /** Checks the documents of a request before they are executed. */
  readonly prepare: PrepareRequest;
  readonly executor: Executor;
  readonly respond: Respond;
  readonly checkResponseSize: CheckResponseSize;
}

/** Serves GET and POST requests: prepared operations with the executor, all others with Apollo. */
export function registerGraphQLRoute<C extends BaseContext>(
  app: FastifyInstance,
  options: GraphQLRouteOptions<C>,
): void {
  const { prepare, executor, respond, checkResponseSize } = options;
  app.all(GRAPHQL_PATH, { onRequest: rejectOtherMethods }, async (request, reply) => {
    const { method, body } = request;
    const graphqlRequest = prepare({ method, search: getQueryString(request.url), body });
    const metadata = describeRequest(request, reply, options);
    const contentType = negotiateResponseType(request.headers.accept);
    // Apollo checks `Accept` only after execution and would reject an executed mutation.
    if (contentType === undefined && !isEmptyGet(graphqlRequest)) return sendNotAcceptable(request, reply);
    const params = parseJsonRequest(graphqlRequest);
    const prepared = params && executor.prepare(params);
    if (!prepared || contentType === undefined)
      return executeWithApollo(graphqlRequest, request, reply, metadata, options);
    const includesUpstreamCalls = request.headers[UPSTREAM_CALLS_HEADER] !== undefined;
    const responseBody = await respond(prepared, metadata, includesUpstreamCalls);
    return reply.header('content-type', contentType).send(checkResponseSize(responseBody, metadata.requestScope));
  });
}

async function executeWithApollo<C extends BaseContext>(
  graphqlRequest: GraphQLHttpRequest,
  request: FastifyRequest,
  reply: FastifyReply,
  metadata: RequestMetadata,
  { apollo, createContext, checkResponseSize }: GraphQLRouteOptions<C>,
): Promise<FastifyReply> {
  const httpGraphQLRequest = { ...graphqlRequest, headers: toHeaderMap(request) };
  const context = async () => createContext(metadata);
  const execute = () => apollo.executeHTTPGraphQLRequest({ httpGraphQLRequest, context });
  const { body, headers, status } = await withRequestId(request.id, execute);
  reply.code(status ?? 200).headers(Object.fromEntries(headers));
  if (body.kind === 'complete') return reply.send(checkResponseSize(body.string, metadata.requestScope));
  return reply.send(Readable.from(body.asyncIterator));
}

function describeRequest<C extends BaseContext>(
  request: FastifyRequest,
  reply: FastifyReply,
  { authenticatedRequest, deadlineMs, maxReads, executor }: GraphQLRouteOptions<C>,
): RequestMetadata {
  const requestId = request.id;
  const { caller, rateLimit } = authenticatedRequest(request);
  const requestScope: RequestScope = {
    requestId,
    cancellation: cancelOnDisconnect(reply),
    counter: { upstreamCalls: 0 },
    deadlineMs,
    maxReads,
    onMutation: executor.forgetInFlight,
  };
  return { requestId, caller, requestScope, rateLimit };
}

function rejectOtherMethods(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  if (request.method === 'GET' || request.method === 'POST') return done();
  sendMethodNotAllowed(request, reply);
}

/** A GET without a query string executes nothing, so Apollo responds to it whatever it accepts. */
function isEmptyGet({ method, search }: GraphQLHttpRequest): boolean {
  return method === 'GET' && search === '';
}

/** Cancels when the client disconnects before the response is written. */
function cancelOnDisconnect({ raw }: FastifyReply): Cancellation {
  const cancellation = new Cancellation();
  raw.once('close', () => {
    if (!raw.writableFinished) cancellation.cancel();
  });
  return cancellation;
}

function toHeaderMap(request: FastifyRequest): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
}

/** The query string with its question mark; empty without one. */
function getQueryString(url: string): string {
  const at = url.indexOf('?');
  return at === -1 ? '' : url.slice(at);
}
