import type { ErrorCode } from './codes.js';
import type { EndpointInfo } from './error-response.js';
import { Fault, type Outcome, type Upstream, UPSTREAM_NAMES } from './fault.js';

/** Why a call ended without a readable response. */
export type TransportErrorKind =
  | 'connect-failed'
  | 'reset'
  | 'timeout'
  | 'aborted'
  | 'circuit-open'
  | 'queue-full'
  | 'deadline-exceeded'
  | 'stale-read'
  | 'rate-limit-hold'
  | 'unreadable'
  | 'too-large';

/** How a call without a readable response is reported, and the outcome of a write. */
interface TransportErrorRule {
  readonly code: ErrorCode;
  readonly outcome: Outcome;
  readonly message: (upstreamName: string) => string;
}

export const TRANSPORT_ERROR_RULES: Readonly<Record<TransportErrorKind, TransportErrorRule>> = {
  'connect-failed': {
    code: 'UPSTREAM_UNAVAILABLE',
    outcome: 'NOT_SENT',
    message: (name) => `Could not connect to ${name}.`,
  },
  reset: {
    code: 'UPSTREAM_UNAVAILABLE',
    outcome: 'UNKNOWN',
    message: (name) => `The connection to ${name} was lost before the response was complete.`,
  },
  timeout: {
    code: 'UPSTREAM_TIMEOUT',
    outcome: 'UNKNOWN',
    message: (name) => `${name} did not respond in time.`,
  },
  aborted: {
    code: 'UPSTREAM_TIMEOUT',
    outcome: 'UNKNOWN',
    message: (name) => `The request to ${name} was cancelled because the client disconnected.`,
  },
  'circuit-open': {
    code: 'UPSTREAM_UNAVAILABLE',
    outcome: 'NOT_SENT',
    message: (name) => `${name} keeps failing; requests to it are paused for a few seconds.`,
  },
  'queue-full': {
    code: 'UPSTREAM_TIMEOUT',
    outcome: 'NOT_SENT',
    message: (name) => `Request queue for ${name} is full; the call was not sent.`,
  },
  'deadline-exceeded': {
    code: 'UPSTREAM_TIMEOUT',
    outcome: 'NOT_SENT',
    message: (name) => `The deadline passed before the request to ${name} was sent.`,
  },
  'stale-read': {
    code: 'UPSTREAM_TIMEOUT',
    outcome: 'NOT_SENT',
    message: (name) => `The change was not sent because the state read from ${name} was out of date.`,
  },
  'rate-limit-hold': {
    code: 'UPSTREAM_RATE_LIMITED',
    outcome: 'NOT_SENT',
    message: (name) => `Rate limit for ${name}: waiting for reset, or remaining quota is reserved for mutations.`,
  },
  unreadable: {
    code: 'UPSTREAM_BAD_RESPONSE',
    outcome: 'UNKNOWN',
    message: (name) => `The response from ${name} could not be read.`,
  },
  'too-large': {
    code: 'UPSTREAM_BAD_RESPONSE',
    outcome: 'UNKNOWN',
    message: (name) => `The response from ${name} is larger than 8 MiB.`,
  },
};

/**
 * Turns a call without a readable response into a Fault.
 *
 * @param httpStatus the status line, when at least that arrived
 */
export function faultFromTransportError(
  upstream: Upstream,
  endpoint: EndpointInfo,
  kind: TransportErrorKind,
  {
    httpStatus,
    retryAfterSeconds,
    cause,
  }: { httpStatus?: number | undefined; retryAfterSeconds?: number | undefined; cause?: unknown } = {},
): Fault {
  const rule = TRANSPORT_ERROR_RULES[kind];
  return new Fault(rule.code, rule.message(UPSTREAM_NAMES[upstream]), {
    ...(httpStatus === undefined ? {} : { upstream: { upstream, httpStatus, errors: [], messages: [] } }),
    ...(endpoint.effect === 'write' ? { outcome: rule.outcome } : {}),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    cause,
  });
}
