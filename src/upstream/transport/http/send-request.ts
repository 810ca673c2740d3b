import type { Dispatcher } from 'undici';
import { ACCEPTED_ENCODINGS } from './content-encoding.js';
import { formatTraceparent, type TraceContext } from '../../../shared/trace-context.js';
import type { Endpoint } from '../endpoint.js';
import { toTransportError, type TransportError } from '../transport-error.js';
import { type ResponseHeaders, getHeader } from './headers.js';
import { createBodyReader, createCachingBodyReader, type ParsedBody, type Redactor } from './parsed-body.js';
import { type BufferedResponse, ResponseHandler } from './response-handler.js';
import type { AttemptTimeout } from '../resilience/attempt-timeout.js';

export interface UpstreamRequest {
  readonly endpoint: Endpoint;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the base URL: starts with `/`, query included, everything encoded. */
  readonly path: string;
  /** Headers without a value are not sent. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string | undefined;
}

/** A complete response with any status and any text. */
export interface HttpResponse extends ParsedBody {
  readonly status: number;
  readonly headers: ResponseHeaders;
  /** Our clock when the status line arrived, in milliseconds since the epoch. */
  readonly respondedAt: number;
}

export interface HttpTarget {
  /** One `Pool` for the origin; a mock in tests. */
  readonly dispatcher: Dispatcher;
  /** Origin and path prefix of every request. */
  readonly baseUrl: string;
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, string>>;
  /** For responses that can contain secrets. */
  readonly redactor?: Redactor;
}

export interface SendOptions {
  /** Of the caller's request; of the first one when several share the call. */
  readonly requestId?: string | undefined;
  readonly trace?: TraceContext | undefined;
  /** Called when there is a connection and nothing is written to it; its result aborts the request. */
  readonly beforeSending?: () => TransportError | undefined;
}

/** Sends a request once. */
export type SendRequest = (
  request: UpstreamRequest,
  timeout: AttemptTimeout,
  options?: SendOptions,
) => Promise<HttpResponse>;

/**
 * The only place that sends bytes to an upstream. Follows no redirect and accepts any status. Throws only `TransportError`.
 */
export function createSendRequest(target: HttpTarget, now: () => number): SendRequest {
  const receive = createReceiver(target, now);
  const readBody = createBodyReader(target.redactor);
  const readBodyCached = createCachingBodyReader(target.redactor);

  return async (request, timeout, options = {}) => {
    let status: number | undefined;
    try {
      if (timeout.reason) throw timeout.reason;
      const response = await receive(request, timeout, options);
      status = response.status;
      // The response to a write can contain a secret, such as a token, so it is not cached.
      const readWith = request.endpoint.effect === 'read' ? readBodyCached : readBody;
      const { text, json } = await readWith(response.chunks, getHeader(response.headers, 'content-encoding'));
      return { status, headers: response.headers, text, json, respondedAt: response.respondedAt };
    } catch (error) {
      throw toTransportError(error, status);
    }
  };
}

type Receive = (request: UpstreamRequest, timeout: AttemptTimeout, options: SendOptions) => Promise<BufferedResponse>;

function createReceiver({ dispatcher, baseUrl, headers }: HttpTarget, now: () => number): Receive {
  const { origin, pathname } = new URL(baseUrl);
  const prefix = pathname.replace(/\/+$/, '');
  const defaultHeaders = { 'accept-encoding': ACCEPTED_ENCODINGS, ...headers };

  return (request, timeout, { requestId, trace, beforeSending }) =>
    new Promise((resolve, reject) => {
      const fail = (error: unknown, status: number | undefined) => reject(toTransportError(error, status));
      const handler = new ResponseHandler(now, resolve, fail, beforeSending);
      timeout.onEnd((reason) => handler.abort(reason));
      const dispatchOptions = {
        origin,
        path: prefix + request.path,
        method: request.method,
        // Not spread: on Node.js 20 adding to an object that was spread costs microseconds each time.
        headers: Object.assign(toContextHeaders(requestId, trace), defaultHeaders, request.headers),
        body: request.body ?? null,
      };
      dispatcher.dispatch(dispatchOptions, handler);
    });
}

/** What identifies a call in the logs and traces of both sides. */
function toContextHeaders(requestId: string | undefined, trace: TraceContext | undefined) {
  const traceparent = trace && formatTraceparent(trace);
  return { 'x-request-id': requestId, traceparent, tracestate: trace?.traceState };
}
