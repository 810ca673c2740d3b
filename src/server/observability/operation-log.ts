import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyBaseLogger } from 'fastify';
import type { GraphQLFormattedError, OperationDefinitionNode } from 'graphql';
import type { Context } from '../../graph/core/context.js';

const LONGEST_NAME = 100;

type Judged = Pick<Context, 'requestId' | 'caller' | 'charge' | 'scope'>;

/** How an operation went. */
export interface Ended {
  /** Undefined when the document has none of this name. */
  readonly operation: OperationDefinitionNode | undefined;
  readonly operationName?: string | null | undefined;
  /** By `performance.now()`. */
  readonly began: number;
  readonly result: {
    readonly data?: Readonly<Record<string, unknown>> | null | undefined;
    readonly errors?: readonly GraphQLFormattedError[] | undefined;
  };
}

/**
 * One line an operation: its name, who asked, what it cost and how it ended. Never variables, never headers, never what was
 * answered.
 */
export function logOperation(log: FastifyBaseLogger, asked: Judged, ended: Ended): void {
  const { requestId, caller, charge, scope } = asked;
  const { operation, operationName = operation?.name?.value, began, result } = ended;
  const errors = result.errors ?? [];
  const line = {
    requestId,
    caller: caller.name,
    kind: operation?.operation ?? null,
    operation: operationName?.slice(0, LONGEST_NAME) ?? null,
    cost: charge.cost,
    upstreamCalls: scope.counter.upstreamCalls,
    durationMs: Math.round(performance.now() - began),
    outcome: outcomeOf(result),
    errors: errors.length,
    // Then errors may come of just that, and nobody got the answer.
    callerLeft: scope.leaving?.hasLeft ? true : undefined,
    codes: errors.length > 0 ? [...new Set(errors.map(({ extensions }) => extensions?.['code']))] : undefined,
  };
  log.info(line, 'GraphQL operation');
}

/** Logs what Apollo runs. */
export function logOperations(log: FastifyBaseLogger): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      const began = performance.now();
      return {
        async willSendResponse({ contextValue, operation, operationName, response }) {
          const result = response.body.kind === 'single' ? response.body.singleResult : {};
          logOperation(log, contextValue, { operation, operationName, began, result });
        },
      };
    },
  };
}

/** `partial`: something was answered beside the errors. */
function outcomeOf({ data, errors }: Ended['result']): 'answered' | 'partial' | 'failed' {
  if (!errors) return 'answered';
  return Object.values(data ?? {}).some((part) => part !== null) ? 'partial' : 'failed';
}
