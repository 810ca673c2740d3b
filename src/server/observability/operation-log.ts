import type { FastifyBaseLogger } from 'fastify';
import type { GraphQLFormattedError, OperationDefinitionNode } from 'graphql';
import type { Context } from '../../graph/core/context.js';

const MAX_NAME_LENGTH = 100;

export type LoggedRequest = Pick<Context, 'requestId' | 'caller' | 'operationCost' | 'requestScope'>;

/** An operation with its result. */
export interface FinishedOperation {
  /** Undefined if the document has no operation of the requested name. */
  readonly operation: OperationDefinitionNode | undefined;
  readonly operationName?: string | null | undefined;
  /** By `performance.now()`. */
  readonly startedAt: number;
  readonly result: {
    readonly data?: Readonly<Record<string, unknown>> | null | undefined;
    readonly errors?: readonly GraphQLFormattedError[] | undefined;
  };
}

/** Logs one line per operation: its name, caller, cost and outcome. Never logs variables, headers or results. */
export function logOperation(log: FastifyBaseLogger, request: LoggedRequest, finished: FinishedOperation): void {
  const { requestId, caller, operationCost, requestScope } = request;
  const { operation, operationName = operation?.name?.value, startedAt, result } = finished;
  const errors = result.errors ?? [];
  const line = {
    requestId,
    caller: caller.name,
    kind: operation?.operation ?? null,
    operation: clipOperationName(operationName),
    cost: operationCost.points,
    upstreamCalls: requestScope.counter.upstreamCalls,
    durationMs: Math.round(performance.now() - startedAt),
    outcome: toOutcome(result),
    errors: errors.length,
    // The client disconnected: errors may result from it, and nobody received the response.
    callerLeft: requestScope.cancellation?.isCancelled ? true : undefined,
    codes: errors.length > 0 ? [...new Set(errors.map(({ extensions }) => extensions?.['code']))] : undefined,
  };
  log.info(line, 'GraphQL operation');
}

export const clipOperationName = (name: string | null | undefined): string | null =>
  name?.slice(0, MAX_NAME_LENGTH) ?? null;

/** `partial`: there are errors, but also data. */
function toOutcome({ data, errors }: FinishedOperation['result']): 'answered' | 'partial' | 'failed' {
  if (!errors) return 'answered';
  return Object.values(data ?? {}).some((part) => part !== null) ? 'partial' : 'failed';
}
