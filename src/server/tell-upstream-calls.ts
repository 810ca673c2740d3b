import type { ApolloServerPlugin } from '@apollo/server';
import type { Context } from '../graph/context.js';
import { currentScope } from '../upstream/transport/call-scope.js';

/** With this header, whatever its value, an answer tells its price. */
export const UPSTREAM_CALLS_HEADER = 'x-pagergraph-upstream-calls';

/** Tells in `extensions.upstreamCalls` how many requests an operation sent to the upstreams, repeats included. */
export function tellUpstreamCalls(): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ request, response }) {
          if (!request.http?.headers.has(UPSTREAM_CALLS_HEADER) || response.body.kind !== 'single') return;
          const { singleResult } = response.body;
          const upstreamCalls = currentScope()?.counter.upstreamCalls ?? 0;
          singleResult.extensions = { ...singleResult.extensions, upstreamCalls };
        },
      };
    },
  };
}
