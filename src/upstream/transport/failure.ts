import { errors } from 'undici';
import type { Breakdown } from '../../faults/answers.js';

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

/** Seen before a request leaves: no address, no connection, no TLS session. What is not listed may have been executed. */
const NEVER_SENT =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_CERT_|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|ERR_SSL_\w*(?:WRONG_VERSION|HANDSHAKE|UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION))/;
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

function textIn(error: unknown, key: 'code' | 'syscall'): string {
  const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, key) : undefined;
  return typeof value === 'string' ? value : '';
}

function breakdownOf(error: unknown): Breakdown {
  const code = textIn(error, 'code');
  // Every address of a name is tried; the sum of those failures has no syscall of its own.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  if (NEVER_SENT.test(code) || textIn(first, 'syscall') === 'connect') return 'refused';
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
