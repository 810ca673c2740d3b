import { randomFillSync } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** The place of a request in a trace, by W3C Trace Context (https://www.w3.org/TR/trace-context/). */
export interface TraceContext {
  /** 32 hex digits. */
  readonly traceId: string;
  /** 16 hex digits: the span that calls are children of. */
  readonly spanId: string;
  /** One byte; the lowest bit means that the trace is recorded. */
  readonly flags: number;
  /** What tracing systems add, in their own format; forwarded unchanged. */
  readonly traceState?: string | undefined;
}

/** Returns the trace of a request: the caller's, or a new one. */
export type StartTrace = (headers: IncomingHttpHeaders) => TraceContext;

const TRACEPARENT = /^(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
/** Also limits what a caller can send through the gateway to the upstreams. */
const MAX_STATE_LENGTH = 512;
const MAX_STATE_MEMBERS = 32;
const STATE_MEMBER = /^[a-z0-9][a-z0-9_*/@-]{0,255}=[\x20-\x2b\x2d-\x3c\x3e-\x7e]{0,255}[\x21-\x2b\x2d-\x3c\x3e-\x7e]$/;

/**
 * The trace of a request; undefined without a valid `traceparent`. An invalid `tracestate` is ignored. Node.js joins headers
 * that occur twice, so a second `traceparent` makes it invalid.
 */
export function parseTraceContext({ traceparent, tracestate }: IncomingHttpHeaders): TraceContext | undefined {
  const [, version, traceId, spanId, flags, rest] =
    (typeof traceparent === 'string' && TRACEPARENT.exec(traceparent)) || [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  // A later version may have more parts.
  if (version === '00' && rest !== undefined) return undefined;
  const traceState = typeof tracestate === 'string' && isTraceState(tracestate) ? tracestate : undefined;
  return { traceId, spanId, flags: Number.parseInt(flags, 16), traceState };
}

function isTraceState(text: string): boolean {
  if (text.length > MAX_STATE_LENGTH) return false;
  const members = text.split(',').map((member) => member.trim());
  return members.length <= MAX_STATE_MEMBERS && members.every((member) => STATE_MEMBER.test(member));
}

/** Ids are slices of the digits of 64, so that not each needs its own random bytes. */
const randomBytes = Buffer.alloc(64 * 16);
const ID_DIGITS = 32;
const SPAN_ID_OF_ZEROS = '0'.repeat(16);
let ids = '';
let nextId = 0;

function takeTraceId(): string {
  if (nextId === ids.length) {
    ids = randomFillSync(randomBytes).toString('hex');
    nextId = 0;
  }
  const traceId = ids.slice(nextId, nextId + ID_DIGITS);
  nextId += ID_DIGITS;
  return traceId;
}

/** A new trace that is not recorded. Its span id is the end of its trace id, so neither is zero if the end is not. */
export function createTraceContext(): TraceContext {
  const traceId = takeTraceId();
  const spanId = traceId.slice(-SPAN_ID_OF_ZEROS.length);
  return spanId === SPAN_ID_OF_ZEROS ? createTraceContext() : { traceId, spanId, flags: 0 };
}

/** Whether the trace is recorded. */
export function isSampled({ flags }: TraceContext): boolean {
  return (flags & 1) === 1;
}

/** The value of a `traceparent` header. */
export function formatTraceparent({ traceId, spanId, flags }: TraceContext): string {
  return `00-${traceId}-${spanId}-${flags.toString(16).padStart(2, '0')}`;
}
