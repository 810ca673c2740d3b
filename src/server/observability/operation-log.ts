import type { FastifyBaseLogger } from 'fastify';
import type { GraphQLFormattedError, OperationDefinitionNode, OperationTypeNode } from 'graphql';
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

/** `partial`: there are errors, but also data. */
export type OperationOutcome = 'answered' | 'partial' | 'failed';

/** What metrics and traces record of an operation. */
export interface OperationSummary {
  /** Null for an anonymous operation, and if there is none. */
  readonly name: string | null;
  readonly kind: OperationTypeNode | null;
  readonly outcome: OperationOutcome;
  /** Of all errors, each once. */
  readonly codes: readonly unknown[];
  readonly durationMs: number;
  readonly request: LoggedRequest;
}

export type OnOperation = (operation: OperationSummary) => void;

/** Reports an operation that ended. */
export type ReportOperation = (request: LoggedRequest, finished: FinishedOperation) => void;

/**
 * Logs one line per operation: its name, caller, cost and outcome. Never logs variables, headers or results.
 *
 * @param onOperation called for each operation too
 */
export function createOperationReporter(log: FastifyBaseLogger, onOperation?: OnOperation): ReportOperation {
  return (request, { operation, operationName, startedAt, result }) => {
    const errors = result.errors ?? [];
    const codes = errors.length > 0 ? [...new Set(errors.map(({ extensions }) => extensions?.['code']))] : [];
    const durationMs = performance.now() - startedAt;
    const kind = operation?.operation ?? null;
    const name = operation?.name?.value ?? null;
    const outcome = toOutcome(result);
    // Not spread: on Node.js 20 adding to an object that was spread costs microseconds each time.
    const line = {
      requestId: request.requestId,
      traceId: request.requestScope.trace?.traceId,
      caller: request.caller.name,
      kind,
      operation: clipOperationName(operationName ?? name),
      cost: request.operationCost.points,
      upstreamCalls: request.requestScope.counter.upstreamCalls,
      durationMs: Math.round(durationMs),
      outcome,
      errors: errors.length,
      // The client disconnected: errors may result from it, and nobody received the response.
      callerLeft: request.requestScope.cancellation?.isCancelled ? true : undefined,
      codes: codes.length > 0 ? codes : undefined,
    };
    log.info(line, 'GraphQL operation');
    onOperation?.({ name, kind, outcome, codes, durationMs, request });
  };
}

export const clipOperationName = (name: string | null | undefined): string | null =>
  name?.slice(0, MAX_NAME_LENGTH) ?? null;

function toOutcome({ data, errors }: FinishedOperation['result']): OperationOutcome {
  if (!errors) return 'answered';
  return Object.values(data ?? {}).some((part) => part !== null) ? 'partial' : 'failed';
}
