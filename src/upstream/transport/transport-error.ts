import { errors } from 'undici';
import type { TransportErrorKind } from '../../faults/transport-errors.js';

/** A call that ended without a readable response; a client turns it into a Fault of its upstream. */
export class TransportError extends Error {
  override readonly name = 'TransportError';

  /**
   * @param httpStatus the status line, when at least that arrived
   * @param retryAfterSeconds when the gateway itself will allow calls again
   */
  constructor(
    readonly kind: TransportErrorKind,
    readonly httpStatus?: number,
    cause?: unknown,
    readonly retryAfterSeconds?: number,
  ) {
    super(`call ended: ${kind}`, cause === undefined ? undefined : { cause });
  }
}

const DNS_ERROR = /^(?:ENOTFOUND|EAI_)/;
const TLS_ERROR =
  /^(?:UND_ERR_PRX_TLS|ERR_TLS_CERT_|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|ERR_SSL_\w*(?:WRONG_VERSION|HANDSHAKE|UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION))/;
const CONNECT_ERROR = /^(?:ECONNREFUSED|UND_ERR_CONNECT_TIMEOUT)/;
/** Errors before a request is sent: no address, no connection, no TLS session. After any other error it may have been executed. */
const NOT_SENT_ERRORS: readonly RegExp[] = [DNS_ERROR, CONNECT_ERROR, TLS_ERROR];
/** The code of zlib at its `maxOutputLength`. */
const DECOMPRESSED_TOO_LARGE = 'ERR_BUFFER_TOO_LARGE';
const TIMEOUT_ERROR = /^UND_ERR_(?:HEADERS|BODY)_TIMEOUT$/;
/** `Z_BUF_ERROR` is a compressed body without its end: a lost connection. */
const DECOMPRESSION_ERROR = /^(?:Z_(?!BUF_ERROR)|ERR_BROTLI|ERR__ERROR_)/;

/** Whether the response is not valid HTTP; a chunked body without an end counts as a lost connection. */
function isInvalidHttp(error: unknown): boolean {
  if (error instanceof errors.HTTPParserError) return !error.message.includes('Invalid EOF state');
  return error instanceof errors.HeadersOverflowError;
}

/** Whether a forward proxy refused a tunnel. */
function isProxyTunnelError(error: unknown): boolean {
  return error instanceof errors.RequestAbortedError && error.message.startsWith('Proxy response (');
}

function getStringProperty(error: unknown, key: 'code' | 'syscall'): string {
  const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, key) : undefined;
  return typeof value === 'string' ? value : '';
}

function classifyError(error: unknown): TransportErrorKind {
  const code = getStringProperty(error, 'code');
  // With several addresses of a name, the aggregate error has no syscall.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  if (
    NOT_SENT_ERRORS.some((one) => one.test(code)) ||
    isProxyTunnelError(error) ||
    getStringProperty(first, 'syscall') === 'connect'
  )
    return 'connect-failed';
  if (TIMEOUT_ERROR.test(code)) return 'timeout';
  if (code === DECOMPRESSED_TOO_LARGE) return 'too-large';
  if (DECOMPRESSION_ERROR.test(code) || isInvalidHttp(error)) return 'unreadable';
  return 'reset';
}

/** Classifies a thrown error. An unknown error counts as a lost connection, after which the call may have been executed. */
export function toTransportError(error: unknown, httpStatus?: number): TransportError {
  if (error instanceof TransportError) {
    return new TransportError(error.kind, httpStatus ?? error.httpStatus, error.cause, error.retryAfterSeconds);
  }
  return new TransportError(classifyError(error), httpStatus, error);
}

/** Cause of a failed upstream call, as it is logged. */
export type FailureCause = 'dns' | 'tls' | 'refused' | 'reset' | 'timeout' | 'too-large' | 'unreadable';

const LOGGED_CAUSES: Readonly<Partial<Record<TransportErrorKind, FailureCause>>> = {
  'connect-failed': 'refused',
  reset: 'reset',
  timeout: 'timeout',
  'too-large': 'too-large',
  unreadable: 'unreadable',
};

/** Undefined for a call that the gateway itself ended: held back, queued for too long, or cancelled. */
export function toFailureCause(error: TransportError): FailureCause | undefined {
  const code = getErrorCode(error) ?? '';
  if (DNS_ERROR.test(code)) return 'dns';
  if (TLS_ERROR.test(code)) return 'tls';
  return LOGGED_CAUSES[error.kind];
}

/** The error code of the system or library; with several addresses that of the first. */
export function getErrorCode({ cause }: TransportError): string | undefined {
  const first: unknown = cause instanceof AggregateError ? (cause.errors[0] ?? cause) : cause;
  return getStringProperty(first, 'code') || undefined;
}
