import type { RequestMetadata } from '../../graph/core/context.js';
import type { FormatError } from '../../graph/core/errors/format-error.js';
import type { ReportOperation } from '../observability/operation-log.js';
import type { Executor, PreparedOperation } from './executor.js';
import { completeResponse, type FormattedResult } from './complete-response.js';

export interface RespondOptions {
  readonly executor: Pick<Executor, 'execute'>;
  readonly formatError: FormatError;
  readonly reportOperation: ReportOperation;
}

/** Executes a prepared operation and returns the body of the response, whose status is 200. */
export type Respond = (
  prepared: PreparedOperation,
  request: RequestMetadata,
  includesUpstreamCalls: boolean,
) => Promise<string>;

export function createRespond({ executor, formatError, reportOperation }: RespondOptions): Respond {
  return async (prepared, request, includesUpstreamCalls) => {
    const startedAt = performance.now();
    const finished = await executor.execute(prepared, request);
    const { data = null } = finished;
    const errors = finished.errors?.map((error) => formatError(error.toJSON(), error, request.requestId));
    const { requestId, caller, requestScope } = request;
    const response = completeResponse(
      reportOperation,
      { requestId, caller, requestScope, operationCost: { points: prepared.cost } },
      { operation: prepared.operation, startedAt, result: errors ? { errors, data } : { data } },
      includesUpstreamCalls,
    );
    if (errors || includesUpstreamCalls) return serialize(response);
    finished.body ??= serialize(response);
    return finished.body;
  };
}

const serialize = (response: FormattedResult): string => `${JSON.stringify(response)}\n`;
