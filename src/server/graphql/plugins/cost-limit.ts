import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { Fault } from '../../../faults/fault.js';
import type { Context } from '../../../graph/core/context.js';
import { costOf, type CostOf } from '../../limits/calculate-cost.js';
import { judgeOperation, type Limits } from '../../limits/enforce-limits.js';

/** Refuses a valid operation that costs too much before anything of it runs, and notes what any other costs. */
export function chargeOperations(schema: GraphQLSchema, limits: Limits): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ contextValue, document, operation, request }) {
          if (!operation) return;
          const cost: CostOf = (variables) => costOf({ schema, document, operation }, variables);
          contextValue.charge.cost = refusing(() => judgeOperation(request.variables ?? {}, cost, limits));
        },
      };
    },
  };
}

/** Apollo would answer 500 to an error that does not say its status. */
function refusing<T>(judge: () => T): T {
  try {
    return judge();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const originalError = error.with({ outcome: 'NOT_SENT' });
    throw new GraphQLError(error.message, { originalError, extensions: { http: { status: 400 } } });
  }
}
