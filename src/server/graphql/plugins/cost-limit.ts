import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { Fault } from '../../../faults/fault.js';
import type { Context } from '../../../graph/core/context.js';
import { createCalculateCost } from '../../limits/calculate-cost.js';
import { enforceOperationLimits, type Limits } from '../../limits/enforce-limits.js';

/** Rejects operations over the cost limit before they run, and records the cost of the others. */
export function createCostLimitPlugin(schema: GraphQLSchema, limits: Limits): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ contextValue, document, operation, request }) {
          if (!operation) return;
          const calculate = createCalculateCost({ schema, document, operation });
          contextValue.operationCost.points = withBadRequestStatus(() =>
            enforceOperationLimits(request.variables ?? {}, calculate, limits),
          );
        },
      };
    },
  };
}

/** Sets status 400, because Apollo responds with 500 to an error without a status. */
function withBadRequestStatus<T>(enforce: () => T): T {
  try {
    return enforce();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const originalError = error.withDetails({ outcome: 'NOT_SENT' });
    throw new GraphQLError(error.message, { originalError, extensions: { http: { status: 400 } } });
  }
}
