import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLError } from 'graphql';
import type { Context } from '../../../graph/core/context.js';
import type { FormatError } from '../../../graph/core/errors/format-error.js';
import type { ReportOperation } from '../../observability/operation-log.js';
import { completeResponse, UPSTREAM_CALLS_HEADER } from '../complete-response.js';
import { finishResult } from '../finish-result.js';

/** Does with a response of Apollo what is done with that of a prepared operation. Follows the plugins that change errors. */
export function createResponsePlugin(
  formatError: FormatError,
  reportOperation: ReportOperation,
): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      const startedAt = performance.now();
      return {
        async willSendResponse({ request, contextValue, operation, operationName, response: { body } }) {
          if (body.kind !== 'single') return;
          const toError = (error: GraphQLError) => formatError(error.toJSON(), error, contextValue.requestId);
          const { extensions } = body.singleResult;
          const finished = finishResult(body.singleResult, contextValue, operation, toError);
          body.singleResult = completeResponse(
            reportOperation,
            contextValue,
            { operation, operationName, startedAt, result: { ...finished, ...(extensions && { extensions }) } },
            request.http?.headers.has(UPSTREAM_CALLS_HEADER) === true,
          );
        },
      };
    },
  };
}
