import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyBaseLogger } from 'fastify';
import type { GraphQLFormattedError, OperationDefinitionNode } from 'graphql';
import type { Context } from '../../graph/core/context.js';

const MAX_NAME_LENGTH = 100;

type LoggedRequest = Pick<Context, 'requestId' | 'caller' | 'operationCost' | 'requestScope'>;

/** How an operation went. */
export interface FinishedOperation {
  /** Undefined when the document has none of this name. */
  readonly operation: OperationDefinitionNode | undefined;
  readonly operationName?: string | null | undefined;
  /** By `performance.now()`. */
  readonly startedAt: number;
  readonly result: {
    readonly data?: Readonly<Record<string, unknown>> | null | undefined;
    readonly errors?: readonly GraphQLFormattedError[] | undefined;
  };
}

/**
 * One line an operation: its name, who asked, what it cost and how it ended. Never variables, never headers, never what was
 * answered.
 */
export function logOperation(log: FastifyBaseLogger, request: LoggedRequest, finished: FinishedOperation): void {
  const { requestId, caller, operationCost, requestScope } = request;
  const { operation, operationName = operation?.name?.value, startedAt, result } = finished;
  const errors = result.errors ?? [];
  const line = {
    requestId,
    caller: caller.name,
    kind: operation?.operation ?? null,
    operation: operationName?.slice(0, MAX_NAME_LENGTH) ?? null,
    cost: operationCost.points,
    upstreamCalls: requestScope.counter.upstreamCalls,
    durationMs: Math.round(performance.now() - startedAt),
    outcome: toOutcome(result),
    errors: errors.length,
    // Then errors may come of just that, and nobody got the answer.
    callerLeft: requestScope.cancellation?.isCancelled ? true : undefined,
    codes: errors.length > 0 ? [...new Set(errors.map(({ extensions }) => extensions?.['code']))] : undefined,
  };
  log.info(line, 'GraphQL operation');
}

/** Logs what Apollo runs. */
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

/** `partial`: something was answered beside the errors. */
function toOutcome({ data, errors }: FinishedOperation['result']): 'answered' | 'partial' | 'failed' {
  if (!errors) return 'answered';
  return Object.values(data ?? {}).some((part) => part !== null) ? 'partial' : 'failed';
}
