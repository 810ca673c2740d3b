import type { ApolloServerPlugin } from '@apollo/server';
import type { Context } from '../../../graph/core/context.js';
import type { FormatError } from '../../../graph/core/errors/format-error.js';
import { createTooLargeFault, isMutation, isResponseTooLarge } from '../../limits/enforce-response-size.js';

/** Replaces results that are too large by an error. Register it before plugins that read the result. */
export function createResponseSizeLimitPlugin(formatError: FormatError): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ contextValue, operation, response: { body } }) {
          const { responseSize, requestId } = contextValue;
          if (body.kind !== 'single' || !isResponseTooLarge(body.singleResult, responseSize)) return;
          const fault = createTooLargeFault(responseSize.maxBytes, isMutation(operation));
          const error = formatError({ message: fault.message }, fault, requestId);
          body.singleResult = { data: null, errors: [error] };
        },
      };
    },
  };
}
