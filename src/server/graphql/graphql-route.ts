import { Readable } from 'node:stream';
import { HeaderMap, type ApolloServer, type BaseContext } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RequestMetadata } from '../../graph/core/context.js';
import { Cancellation } from '../../shared/cancellation.js';
import type { Authenticated } from '../auth/auth-hook.js';
import type { Executor } from './executor.js';
import { negotiateResponseType } from '../http/content-negotiation.js';
import { sendMethodNotAllowed, sendNotAcceptable } from '../http/error-response.js';
import { GRAPHQL_PATH } from '../http/graphql-path.js';
import { withRequestId } from '../http/request-id.js';
import { isWebSocketRequest } from '../http/upgrade.js';
import type { CheckResponseSize } from '../limits/enforce-response-size.js';
import { acceptsEventStream } from '../live/event-stream/accepts-event-stream.js';
import type { ServeEventStream } from '../live/event-stream/serve-event-stream.js';
import type { AcceptWebSocket } from '../live/websocket/socket-server.js';
import { UPSTREAM_CALLS_HEADER } from './complete-response.js';
import type { DescribeRequest } from './describe-request.js';
import type { GraphQLHttpRequest } from './graphql-params.js';
import { isSubscription } from './operation-cache.js';
import { parseJsonRequest } from './parse-json-request.js';
import type { PrepareRequest } from './prepare-request.js';
import type { Respond } from './respond.js';

export interface GraphQLRouteOptions<C extends BaseContext> {
  readonly apollo: ApolloServer<C>;
  readonly createContext: (request: RequestMetadata) => C | Promise<C>;
  /** Returns the caller that the auth hook found. */
  readonly authenticatedRequest: (request: FastifyRequest) => Authenticated;
  /** Checks the documents of a request before they are executed. */
  readonly prepare: PrepareRequest;
  readonly executor: Pick<Executor, 'prepare'>;
  readonly describeRequest: DescribeRequest;
  readonly respond: Respond;
  readonly checkResponseSize: CheckResponseSize;
  readonly acceptWebSocket: AcceptWebSocket;
  readonly serveEventStream: ServeEventStream;
}

/** Serves event streams, WebSockets, and other requests: prepared operations with the executor, all others with Apollo. */
export function registerGraphQLRoute<C extends BaseContext>(
  app: FastifyInstance,
  options: GraphQLRouteOptions<C>,
): void {
  const { authenticatedRequest, describeRequest, prepare, executor, respond, checkResponseSize } = options;
  const { acceptWebSocket, serveEventStream } = options;
  app.all(GRAPHQL_PATH, { onRequest: rejectOtherMethods }, async (request, reply) => {
    if (isWebSocketRequest(request.raw)) return acceptWebSocket(request, reply);
    const { method, body, headers } = request;
    const metadata = describeRequest(request.id, authenticatedRequest(request), cancelOnDisconnect(reply), headers);
    if (acceptsEventStream(headers.accept)) return serveEventStream(request, reply, metadata);
    const graphqlRequest = prepare({ method, search: getQueryString(request.url), body });
    const contentType = negotiateResponseType(headers.accept);
    // Apollo checks `Accept` only after execution and would reject an executed mutation.
    if (contentType === undefined && !isEmptyGet(graphqlRequest)) return sendNotAcceptable(request, reply);
    const params = parseJsonRequest(graphqlRequest);
    const prepared = params && executor.prepare(params);
    if (!prepared || isSubscription(prepared.operation) || contentType === undefined)
      return executeWithApollo(graphqlRequest, request, reply, metadata, options);
    const includesUpstreamCalls = headers[UPSTREAM_CALLS_HEADER] !== undefined;
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
  // Not `once`: its wrapper takes 180 bytes for as long as a stream is open.
  raw.on('close', () => {
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
