import type { ApolloServerPlugin } from '@apollo/server';
import type { Context } from '../../../graph/core/context.js';
import type { FormatError } from '../../../graph/core/errors/format-error.js';

/** Tells the errors of fields that are answered all the same, after those of GraphQL itself. */
export function tellBesides(formatError: FormatError): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response, contextValue: { besides, requestId } }) {
          if (besides.length === 0 || response.body.kind !== 'single') return;
          const { singleResult } = response.body;
          const told = besides.map((error) => formatError(error.toJSON(), error, requestId));
          singleResult.errors = [...(singleResult.errors ?? []), ...told];
        },
      };
    },
  };
}
