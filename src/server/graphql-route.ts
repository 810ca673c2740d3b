import { setMaxListeners } from 'node:events';
import { Readable } from 'node:stream';
import { HeaderMap, type ApolloServer, type BaseContext } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type CallScope, onBehalfOf } from '../upstream/transport/call-scope.js';
import type { Prepare } from './documents/prepare.js';
import { withRequestId } from './request-id.js';

export const GRAPHQL_PATH = '/graphql';

export interface GraphQLRouteOptions<C extends BaseContext> {
  readonly apollo: ApolloServer<C>;
  /** How long an operation's upstream calls may take, in milliseconds. */
  readonly deadlineMs?: number;
  readonly createContext: (request: FastifyRequest) => C | Promise<C>;
  /** Judges what is to run before Apollo sees it. */
  readonly prepare?: Prepare;
}

/** Hands every method to Apollo, which itself knows which to refuse and with what `allow`. */
export function registerGraphQL<C extends BaseContext>(
  app: FastifyInstance,
  { apollo, createContext, deadlineMs, prepare = (sent) => sent }: GraphQLRouteOptions<C>,
): void {
  app.all(GRAPHQL_PATH, async (request, reply) => {
    const { id: requestId } = request;
    const scope: CallScope = { requestId, signal: leavingOf(reply), counter: { upstreamCalls: 0 }, deadlineMs };
    const { method } = request;
    const { search, body } = prepare({ method, search: searchOf(request.url), body: request.body });
    const execute = () =>
      apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: { method, headers: headersOf(request), search, body },
        context: async () => createContext(request),
      });
    const answer = await withRequestId(requestId, () => onBehalfOf(scope, execute));
    reply.code(answer.status ?? 200).headers(Object.fromEntries(answer.headers));
    return reply.send(answer.body.kind === 'complete' ? answer.body.string : Readable.from(answer.body.asyncIterator));
  });
}

/** Aborts when the caller hangs up before the answer is written. */
function leavingOf({ raw }: FastifyReply): AbortSignal {
  const leaving = new AbortController();
  // Every call of an operation listens, and Node.js would warn of a leak at the eleventh.
  setMaxListeners(0, leaving.signal);
  raw.once('close', () => {
    if (!raw.writableFinished) leaving.abort();
  });
  return leaving.signal;
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
