import type { ApolloServerPlugin } from '@apollo/server';
import type { Context } from '../../../graph/core/context.js';

/** If a request has this header, whatever its value, the response has `extensions.upstreamCalls`. */
export const UPSTREAM_CALLS_HEADER = 'x-pagergraph-upstream-calls';

/** Adds `extensions.upstreamCalls`: the number of requests to the upstreams, including retries. */
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

export function toUpstreamCallsExtension({ requestScope }: Pick<Context, 'requestScope'>): {
  readonly upstreamCalls: number;
} {
  return { upstreamCalls: requestScope.counter.upstreamCalls };
}
