import { Readable } from 'node:stream';
import { HeaderMap, type ApolloServer, type BaseContext } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Asked } from '../../graph/core/context.js';
import type { Admission } from '../auth/auth-hook.js';
import type { CallScope } from '../../upstream/transport/request-scope.js';
import { Leaving } from '../../shared/cancellation.js';
import type { Prepare } from './trusted-documents.js';
import type { Sent } from './graphql-params.js';
import type { FastPath } from '../execution/executor.js';
import type { CheckText } from '../limits/response-size.js';
import { GRAPHQL_PATH, refuseMethod, refuseType } from '../http/error-handler.js';
import { acceptedType } from '../http/content-negotiation.js';
import { withRequestId } from '../http/request-id.js';

export interface GraphQLRouteOptions<C extends BaseContext> {
  readonly apollo: ApolloServer<C>;
  /** How long an operation's upstream calls may take, in milliseconds. */
  readonly deadlineMs: number;
  /** How many of them may read. */
  readonly mostReads: number;
  readonly createContext: (asked: Asked) => C | Promise<C>;
  /** Who was let in with a request. */
  readonly admissionOf: (request: FastifyRequest) => Admission;
  /** Judges what is to run before anybody else sees it. */
  readonly prepare: Prepare;
  readonly fastPath: FastPath;
  readonly checkText: CheckText;
}

/** GET and POST go to Apollo; operations it knows already do not. */
export function registerGraphQL<C extends BaseContext>(app: FastifyInstance, options: GraphQLRouteOptions<C>): void {
  const { apollo, createContext, admissionOf, deadlineMs, mostReads, prepare, fastPath, checkText } = options;

  const askedBy = (request: FastifyRequest, scope: CallScope): Asked => {
    const { caller, budget } = admissionOf(request);
    return { requestId: request.id, caller, scope, budget };
  };

  async function byApollo(sent: Sent, request: FastifyRequest, reply: FastifyReply, scope: CallScope) {
    const httpGraphQLRequest = { ...sent, headers: headersOf(request) };
    const context = async () => createContext(askedBy(request, scope));
    const execute = () => apollo.executeHTTPGraphQLRequest({ httpGraphQLRequest, context });
    const answer = await withRequestId(request.id, execute);
    reply.code(answer.status ?? 200).headers(Object.fromEntries(answer.headers));
    const { body } = answer;
    return reply.send(body.kind === 'complete' ? checkText(body.string, scope) : Readable.from(body.asyncIterator));
  }

  app.all(GRAPHQL_PATH, { onRequest: onlyGetAndPost }, async (request, reply) => {
    const { id: requestId, method, body } = request;
    const counter = { upstreamCalls: 0 };
    const scope: CallScope = {
      requestId,
      leaving: leavingOf(reply),
      counter,
      deadlineMs,
      mostReads,
      onWrite: fastPath.forget,
    };
    const sent = prepare({ method, search: searchOf(request.url), body });
    const ready = fastPath.readied(sent, request.headers);
    if (!ready)
      return canBeAnswered(sent, request) ? byApollo(sent, request, reply, scope) : refuseType(request, reply);
    const text = checkText(await ready.run(askedBy(request, scope)), scope);
    return reply.header('content-type', ready.contentType).send(text);
  });
}

function onlyGetAndPost(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  if (request.method === 'GET' || request.method === 'POST') return done();
  refuseMethod(request, reply);
}

/**
 * Apollo looks at `accept` only when it has the answer: a mutation would be done and then refused. What sends nothing to run
 * is told so, by whatever it would be answered.
 */
function canBeAnswered({ method, search }: Sent, { headers }: FastifyRequest): boolean {
  return (method === 'GET' && search === '') || acceptedType(headers.accept) !== undefined;
}

/** Happens when the caller hangs up before the answer is written. */
function leavingOf({ raw }: FastifyReply): Leaving {
  const leaving = new Leaving();
  raw.once('close', () => {
    if (!raw.writableFinished) leaving.leave();
  });
  return leaving;
}

function headersOf(request: FastifyRequest): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
}

/** The query string with its question mark, or nothing. */
function searchOf(url: string): string {
  const at = url.indexOf('?');
  return at === -1 ? '' : url.slice(at);
}
