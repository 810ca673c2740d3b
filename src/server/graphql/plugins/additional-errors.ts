import type { ApolloServerPlugin } from '@apollo/server';
import type { Context } from '../../../graph/core/context.js';
import type { FormatError } from '../../../graph/core/errors/format-error.js';

/** Appends the errors of fields that have data nevertheless to the errors of the execution. */
export function createAdditionalErrorsPlugin(formatError: FormatError): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response, contextValue: { additionalErrors, requestId } }) {
          if (additionalErrors.length === 0 || response.body.kind !== 'single') return;
          const { singleResult } = response.body;
          const formatted = additionalErrors.map((error) => formatError(error.toJSON(), error, requestId));
          singleResult.errors = [...(singleResult.errors ?? []), ...formatted];
        },
      };
    },
  };
}
