import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyBaseLogger } from 'fastify';
import type { Context } from '../../../graph/core/context.js';
import { logOperation } from '../../observability/operation-log.js';

/** Logs the operations that Apollo executes. */
export function createOperationLogPlugin(log: FastifyBaseLogger): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      const startedAt = performance.now();
      return {
        async willSendResponse({ contextValue, operation, operationName, response }) {
          const result = response.body.kind === 'single' ? response.body.singleResult : {};
          logOperation(log, contextValue, { operation, operationName, startedAt, result });
        },
      };
    },
  };
}
