import type { ApolloServerPlugin, GraphQLResponse } from '@apollo/server';
import type { FastifyBaseLogger } from 'fastify';
import type { Context } from '../graph/context.js';
import { currentScope } from '../upstream/transport/call-scope.js';

const LONGEST_NAME = 100;

/**
 * One line an operation: its name, who asked, what it cost and how it ended. Never variables, never headers, never what was
 * answered.
 */
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
            caller: contextValue.caller.name,
            kind: operation?.operation ?? null,
            operation: operationName?.slice(0, LONGEST_NAME) ?? null,
            cost: contextValue.charge.cost,
            upstreamCalls: currentScope()?.counter.upstreamCalls ?? 0,
            durationMs: Math.round(performance.now() - began),
            outcome: outcomeOf(response.body),
            errors: errors.length,
            ...(errors.length > 0 && { codes: [...codes] }),
          };
          log.info(line, 'GraphQL operation');
        },
      };
    },
  };
}

/** `partial`: something was answered beside the errors. */
function outcomeOf(body: GraphQLResponse['body']): 'answered' | 'partial' | 'failed' {
  if (body.kind !== 'single' || !body.singleResult.errors) return 'answered';
  const parts = Object.values(body.singleResult.data ?? {});
  return parts.some((part) => part !== null) ? 'partial' : 'failed';
}
