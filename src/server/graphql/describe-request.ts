import type { IncomingHttpHeaders } from 'node:http';
import type { RequestMetadata } from '../../graph/core/context.js';
import type { Cancellation } from '../../shared/cancellation.js';
import type { RequestScope } from '../../upstream/transport/request-scope.js';
import type { Authenticated } from '../auth/auth-hook.js';
import type { StartTrace } from '../../shared/trace-context.js';

export interface DescribeRequestOptions {
  /** Maximum duration of the upstream calls of an operation, in milliseconds. */
  readonly deadlineMs: number;
  /** Maximum number of upstream reads of an operation. */
  readonly maxReads: number;
  readonly onMutation: () => void;
  readonly startTrace: StartTrace;
}

/** Describes an operation before it is parsed, with a new scope for its upstream calls. */
export type DescribeRequest = (
  requestId: string,
  authenticated: Authenticated,
  cancellation: Cancellation,
  headers?: IncomingHttpHeaders,
) => RequestMetadata;

export function createDescribeRequest(options: DescribeRequestOptions): DescribeRequest {
  const { deadlineMs, maxReads, onMutation, startTrace } = options;
  return (requestId, { caller, rateLimit }, cancellation, headers = {}) => {
    const trace = startTrace(headers);
    const counter = { upstreamCalls: 0 };
    const requestScope: RequestScope = { requestId, trace, cancellation, counter, deadlineMs, maxReads, onMutation };
    return { requestId, caller, requestScope, rateLimit };
  };
}
