import type { UpstreamRequest } from './http/send-request.js';
import { type FailureCause, toFailureCause, getErrorCode } from './transport-error.js';
import { type ResponseHeaders, getHeader } from './http/headers.js';
import type { AttemptResult } from './resilience/retry-policy.js';

/** A call that an upstream failed, for the log: never a path, a header or a body. */
export interface FailedCall {
  /** The client method's name. */
  readonly endpoint: string;
  /** Host and port as configured. */
  readonly host: string;
  readonly cause: FailureCause | 'http';
  /** The system's or library's own code, such as `ENOTFOUND`. */
  readonly code?: string | undefined;
  /** When at least a status line arrived. */
  readonly httpStatus?: number | undefined;
  /** Of the caller's request. */
  readonly requestId?: string | undefined;
  /** The upstream's own, for its support. */
  readonly upstreamRequestId?: string | undefined;
  /** How often the call was sent. */
  readonly tries: number;
}

export type OnFailedCall = (failedCall: FailedCall) => void;

/** Undefined for an ending that is not the upstream's doing: an answer below 500, a caller who left, a call held back here. */
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
