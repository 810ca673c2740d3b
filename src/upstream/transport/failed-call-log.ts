import type { Call } from './http/send-request.js';
import { type FailureCause, causeOf, codeOf } from './transport-error.js';
import { type AnswerHeaders, headerText } from './http/headers.js';
import type { Ending } from './resilience/retry-policy.js';

/** A call that an upstream failed, for the log: never a path, a header or a body. */
export interface CallFailure {
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

export type OnCallFailure = (failure: CallFailure) => void;

/** Undefined for an ending that is not the upstream's doing: an answer below 500, a caller who left, a call held back here. */
export function callFailureOf(
  { endpoint }: Call,
  ending: Ending,
  { host, tries, requestId }: Pick<CallFailure, 'host' | 'tries' | 'requestId'>,
): CallFailure | undefined {
  const told = { endpoint: endpoint.name, host, requestId, tries };
  if ('answer' in ending) {
    const { status, headers } = ending.answer;
    if (status < 500) return undefined;
    return { ...told, cause: 'http', httpStatus: status, upstreamRequestId: requestIdIn(headers) };
  }
  const cause = causeOf(ending.failure);
  return cause && { ...told, cause, code: codeOf(ending.failure), httpStatus: ending.failure.httpStatus };
}

function requestIdIn(headers: AnswerHeaders): string | undefined {
  return headerText(headers, 'x-request-id') ?? headerText(headers, 'cf-ray');
}
