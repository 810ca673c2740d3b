import type { ApolloServerPlugin } from '@apollo/server';
import type { Context } from '../../../graph/core/context.js';

/** With this header, whatever its value, an answer tells its price. */
export const UPSTREAM_CALLS_HEADER = 'x-pagergraph-upstream-calls';

/** Tells in `extensions.upstreamCalls` how many requests an operation sent to the upstreams, repeats included. */
export function createUpstreamCallsPlugin(): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ request, response, contextValue }) {
          if (!request.http?.headers.has(UPSTREAM_CALLS_HEADER) || response.body.kind !== 'single') return;
          const { singleResult } = response.body;
          singleResult.extensions = { ...singleResult.extensions, ...toUpstreamCallsExtension(contextValue) };
        },
      };
    },
  };
}

/** The entry of `extensions` that tells it. */
export function toUpstreamCallsExtension({ requestScope }: Pick<Context, 'requestScope'>): {
  readonly upstreamCalls: number;
} {
  return { upstreamCalls: requestScope.counter.upstreamCalls };
}
