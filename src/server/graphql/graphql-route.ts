import { Readable } from 'node:stream';
import { HeaderMap, type ApolloServer, type BaseContext } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RequestMetadata } from '../../graph/core/context.js';
import type { Authenticated } from '../auth/auth-hook.js';
import type { RequestScope } from '../../upstream/transport/request-scope.js';
import { Cancellation } from '../../shared/cancellation.js';
import type { PrepareRequest } from './trusted-documents.js';
import type { GraphQLHttpRequest } from './graphql-params.js';
import type { Executor } from '../execution/executor.js';
import type { CheckResponseSize } from '../limits/response-size.js';
import { GRAPHQL_PATH, sendMethodNotAllowed, sendNotAcceptable } from '../http/error-handler.js';
import { negotiateResponseType } from '../http/content-negotiation.js';
import { withRequestId } from '../http/request-id.js';

export interface GraphQLRouteOptions<C extends BaseContext> {
  readonly apollo: ApolloServer<C>;
  /** How long an operation's upstream calls may take, in milliseconds. */
  readonly deadlineMs: number;
  /** How many of them may read. */
  readonly maxReads: number;
  readonly createContext: (asked: RequestMetadata) => C | Promise<C>;
  /** Who was let in with a request. */
  readonly authenticatedRequest: (request: FastifyRequest) => Authenticated;
  /** Judges what is to run before anybody else sees it. */
  readonly prepare: PrepareRequest;
  readonly executor: Executor;
  readonly checkResponseSize: CheckResponseSize;
}

/** GET and POST go to Apollo; operations it knows already do not. */
export function registerGraphQLRoute<C extends BaseContext>(
  app: FastifyInstance,
  options: GraphQLRouteOptions<C>,
): void {
  const { apollo, createContext, authenticatedRequest, deadlineMs, maxReads, prepare, executor, checkResponseSize } =
    options;

  const describeRequest = (request: FastifyRequest, scope: RequestScope): RequestMetadata => {
    const { caller, rateLimit } = authenticatedRequest(request);
    return { requestId: request.id, caller, requestScope: scope, rateLimit };
  };

  async function executeWithApollo(
    graphqlRequest: GraphQLHttpRequest,
    request: FastifyRequest,
    reply: FastifyReply,
    scope: RequestScope,
  ) {
    const httpGraphQLRequest = { ...graphqlRequest, headers: toHeaderMap(request) };
    const context = async () => createContext(describeRequest(request, scope));
    const execute = () => apollo.executeHTTPGraphQLRequest({ httpGraphQLRequest, context });
    const response = await withRequestId(request.id, execute);
    reply.code(response.status ?? 200).headers(Object.fromEntries(response.headers));
    const { body } = response;
    return reply.send(
      body.kind === 'complete' ? checkResponseSize(body.string, scope) : Readable.from(body.asyncIterator),
    );
  }

  app.all(GRAPHQL_PATH, { onRequest: rejectOtherMethods }, async (request, reply) => {
    const { id: requestId, method, body } = request;
    const counter = { upstreamCalls: 0 };
    const scope: RequestScope = {
      requestId,
      cancellation: cancelOnDisconnect(reply),
      counter,
      deadlineMs,
      maxReads,
      onMutation: executor.forgetInFlight,
    };
    const graphqlRequest = prepare({ method, search: getQueryString(request.url), body });
    const executable = executor.prepare(graphqlRequest, request.headers);
    if (!executable)
      return hasAcceptableType(graphqlRequest, request)
        ? executeWithApollo(graphqlRequest, request, reply, scope)
        : sendNotAcceptable(request, reply);
    const responseBody = checkResponseSize(await executable.run(describeRequest(request, scope)), scope);
    return reply.header('content-type', executable.contentType).send(responseBody);
  });
}

function rejectOtherMethods(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  if (request.method === 'GET' || request.method === 'POST') return done();
  sendMethodNotAllowed(request, reply);
}

/**
 * Apollo looks at `accept` only when it has the answer: a mutation would be done and then refused. What sends nothing to run
 * is told so, by whatever it would be answered.
 */
function hasAcceptableType({ method, search }: GraphQLHttpRequest, { headers }: FastifyRequest): boolean {
  return (method === 'GET' && search === '') || negotiateResponseType(headers.accept) !== undefined;
}

/** Happens when the caller hangs up before the answer is written. */
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

/** The query string with its question mark, or nothing. */
function getQueryString(url: string): string {
  const at = url.indexOf('?');
  return at === -1 ? '' : url.slice(at);
}
