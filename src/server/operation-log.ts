import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyBaseLogger } from 'fastify';
import type { Context } from '../graph/context.js';

const LONGEST_NAME = 100;

/** One line an operation: its name, how long it took, which codes it ended with. Never variables, never headers. */
export function logOperations(log: FastifyBaseLogger): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      const began = performance.now();
      return {
        async willSendResponse({ contextValue, operation, operationName, response }) {
          const errors = (response.body.kind === 'single' && response.body.singleResult.errors) || [];
          const codes = new Set(errors.map((error) => error.extensions?.['code']));
          const line = {
            requestId: contextValue.requestId,
            kind: operation?.operation ?? null,
            operation: operationName?.slice(0, LONGEST_NAME) ?? null,
            durationMs: Math.round(performance.now() - began),
            errors: errors.length,
            ...(errors.length > 0 && { codes: [...codes] }),
          };
          log.info(line, 'GraphQL operation');
        },
      };
    },
  };
}
