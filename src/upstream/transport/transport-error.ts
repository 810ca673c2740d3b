import { errors } from 'undici';
import type { Breakdown } from '../../faults/upstream-errors.js';

/** A call that ended without a readable answer; a client turns it into its upstream's Fault. */
export class TransportFailure extends Error {
  override readonly name = 'TransportFailure';

  /**
   * @param httpStatus the status line, when at least that arrived
   * @param retryAfterSeconds when the gateway itself will let calls through again
   */
  constructor(
    readonly breakdown: Breakdown,
    readonly httpStatus?: number,
    cause?: unknown,
    readonly retryAfterSeconds?: number,
  ) {
    super(`call ended: ${breakdown}`, cause === undefined ? undefined : { cause });
  }
}

const NO_ADDRESS = /^(?:ENOTFOUND|EAI_)/;
const NO_TLS =
  /^(?:UND_ERR_PRX_TLS|ERR_TLS_CERT_|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|ERR_SSL_\w*(?:WRONG_VERSION|HANDSHAKE|UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION))/;
const NO_CONNECTION = /^(?:ECONNREFUSED|UND_ERR_CONNECT_TIMEOUT)/;
/** Seen before a request leaves: no address, no connection, no TLS session. What is not listed may have been executed. */
const NEVER_SENT: readonly RegExp[] = [NO_ADDRESS, NO_CONNECTION, NO_TLS];
/** What zlib says at its `maxOutputLength`. */
const UNPACKS_TO_TOO_MUCH = 'ERR_BUFFER_TOO_LARGE';
const TIMED_OUT = /^UND_ERR_(?:HEADERS|BODY)_TIMEOUT$/;
/** `Z_BUF_ERROR` is a compressed body without its end: a lost connection. */
const BADLY_COMPRESSED = /^(?:Z_(?!BUF_ERROR)|ERR_BROTLI|ERR__ERROR_)/;

/** Whether what came is no HTTP; a chunked body without its end is a lost connection instead. */
function isNotHttp(error: unknown): boolean {
  if (error instanceof errors.HTTPParserError) return !error.message.includes('Invalid EOF state');
  return error instanceof errors.HeadersOverflowError;
}

/** A forward proxy did not make a tunnel. */
function isWithoutTunnel(error: unknown): boolean {
  return error instanceof errors.RequestAbortedError && error.message.startsWith('Proxy response (');
}

function textIn(error: unknown, key: 'code' | 'syscall'): string {
  const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, key) : undefined;
  return typeof value === 'string' ? value : '';
}

function breakdownOf(error: unknown): Breakdown {
  const code = textIn(error, 'code');
  // Every address of a name is tried; the sum of those failures has no syscall of its own.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  if (NEVER_SENT.some((one) => one.test(code)) || isWithoutTunnel(error) || textIn(first, 'syscall') === 'connect')
    return 'refused';
  if (TIMED_OUT.test(code)) return 'timeout';
  if (code === UNPACKS_TO_TOO_MUCH) return 'too-large';
  if (BADLY_COMPRESSED.test(code) || isNotHttp(error)) return 'unreadable';
  return 'reset';
}

/** Names what a thrown error means for the call. An error nobody knows counts as a lost connection: look before repeating. */
export function failureOf(error: unknown, httpStatus?: number): TransportFailure {
  if (error instanceof TransportFailure) {
    return new TransportFailure(error.breakdown, httpStatus ?? error.httpStatus, error.cause, error.retryAfterSeconds);
  }
  return new TransportFailure(breakdownOf(error), httpStatus, error);
}

/** Why an upstream failed a call, as the log tells it. */
export type FailureCause = 'dns' | 'tls' | 'refused' | 'reset' | 'timeout' | 'too-large' | 'unreadable';

const UPSTREAMS_DOING: ReadonlySet<string> = new Set(['refused', 'reset', 'timeout', 'too-large', 'unreadable']);

/** Undefined for a call that ended here: held back, out of turn, or given up by who made it. */
export function causeOf(failure: TransportFailure): FailureCause | undefined {
  const code = codeOf(failure) ?? '';
  if (NO_ADDRESS.test(code)) return 'dns';
  if (NO_TLS.test(code)) return 'tls';
  return UPSTREAMS_DOING.has(failure.breakdown) ? (failure.breakdown as FailureCause) : undefined;
}

/** The system's or library's own code of a failure; of the first address that was tried, where there are several. */
export function codeOf({ cause }: TransportFailure): string | undefined {
  const first: unknown = cause instanceof AggregateError ? (cause.errors[0] ?? cause) : cause;
  return textIn(first, 'code') || undefined;
}
