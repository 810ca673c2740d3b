import type { GraphQLFormattedError } from 'graphql';
import type { FinishedOperation, LoggedRequest, ReportOperation } from '../observability/operation-log.js';
import type { ExecutedResult } from './finish-result.js';

/** With this header, whatever its value, a response has `extensions.upstreamCalls`. */
export const UPSTREAM_CALLS_HEADER = 'x-pagergraph-upstream-calls';

export type FormattedResult = ExecutedResult<GraphQLFormattedError> & {
  readonly extensions?: Readonly<Record<string, unknown>>;
};

/** Reports an operation, and adds the extensions that the caller requested. */
export function completeResponse(
  reportOperation: ReportOperation,
  request: LoggedRequest,
  finished: FinishedOperation & { readonly result: FormattedResult },
  includesUpstreamCalls: boolean,
): FormattedResult {
  reportOperation(request, finished);
  const { result } = finished;
  if (!includesUpstreamCalls) return result;
  const { upstreamCalls } = request.requestScope.counter;
  return { ...result, extensions: { ...result.extensions, upstreamCalls } };
}
