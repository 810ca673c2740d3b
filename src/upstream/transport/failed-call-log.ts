import type { UpstreamRequest } from './http/send-request.js';
import { type FailureCause, toFailureCause, getErrorCode } from './transport-error.js';
import { type ResponseHeaders, getHeader } from './http/headers.js';
import type { AttemptResult } from './resilience/retry-policy.js';

/** A failed upstream call, as it is logged: never with a path, a header or a body. */
export interface FailedCall {
  /** Name of the client method. */
  readonly endpoint: string;
  /** Host and port as configured. */
  readonly host: string;
  readonly cause: FailureCause | 'http';
  /** Error code of the system or library, such as `ENOTFOUND`. */
  readonly code?: string | undefined;
  /** When at least a status line arrived. */
  readonly httpStatus?: number | undefined;
  /** Of the caller's request. */
  readonly requestId?: string | undefined;
  /** The upstream's own request id, for its support. */
  readonly upstreamRequestId?: string | undefined;
  /** Number of attempts. */
  readonly tries: number;
}

export type OnFailedCall = (failedCall: FailedCall) => void;

/** Undefined when the upstream did not fail: a status below 500, a cancelled call, a call held back by the gateway. */
export function toFailedCall(
  { endpoint }: UpstreamRequest,
  result: AttemptResult,
  { host, tries, requestId }: Pick<FailedCall, 'host' | 'tries' | 'requestId'>,
): FailedCall | undefined {
  const common = { endpoint: endpoint.name, host, requestId, tries };
  if ('response' in result) {
    const { status, headers } = result.response;
    if (status < 500) return undefined;
    return { ...common, cause: 'http', httpStatus: status, upstreamRequestId: getUpstreamRequestId(headers) };
  }
  const cause = toFailureCause(result.error);
  return cause && { ...common, cause, code: getErrorCode(result.error), httpStatus: result.error.httpStatus };
}

function getUpstreamRequestId(headers: ResponseHeaders): string | undefined {
  return getHeader(headers, 'x-request-id') ?? getHeader(headers, 'cf-ray');
}
