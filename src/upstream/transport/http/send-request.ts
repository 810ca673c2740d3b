import type { Dispatcher } from 'undici';
import { ACCEPTED_ENCODINGS } from './content-encoding.js';
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
  /** Those without a value are not sent. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
}

/** An answer read to its end and not yet judged: any status, any text. */
export interface HttpResponse extends ParsedBody {
  readonly status: number;
  readonly headers: ResponseHeaders;
  /** Our clock when the status line of the answer had arrived, in milliseconds since the epoch. */
  readonly respondedAt: number;
}

export interface HttpTarget {
  /** One `Pool` for the origin; tests hand in a mock. */
  readonly dispatcher: Dispatcher;
  /** Origin and path prefix of every call. */
  readonly baseUrl: string;
  /** Sent with every call. */
  readonly headers: Readonly<Record<string, string>>;
  /** In what the upstream says; none when absent. */
  readonly redactor?: Redactor;
}

/** What a call is sent with. */
export interface SendOptions {
  /** Of the request it is made for; where several wait for one call, of the first. */
  readonly requestId?: string | undefined;
  /** Asked when there is a connection and nothing was written to it: why nothing shall be. */
  readonly beforeSending?: () => TransportError | undefined;
}

/** Sends a call once. */
export type SendRequest = (
  call: UpstreamRequest,
  limit: AttemptTimeout,
  sending?: SendOptions,
) => Promise<HttpResponse>;

/**
 * The one place where bytes leave for an upstream. Follows no redirect and judges nothing; what it throws is a
 * `TransportFailure`.
 */
export function createSendRequest(
  { dispatcher, baseUrl, headers, redactor }: HttpTarget,
  now: () => number,
): SendRequest {
  const { origin, pathname } = new URL(baseUrl);
  const prefix = pathname.replace(/\/+$/, '');
  const readBody = createBodyReader(redactor);
  const readBodyCached = createCachingBodyReader(redactor);
  const defaultHeaders = { 'accept-encoding': ACCEPTED_ENCODINGS, ...headers };

  function receive(
    call: UpstreamRequest,
    limit: AttemptTimeout,
    { requestId, beforeSending }: SendOptions,
  ): Promise<BufferedResponse> {
    return new Promise((resolve, reject) => {
      const fail = (error: unknown, status: number | undefined) => reject(toTransportError(error, status));
      const handler = new ResponseHandler(now, resolve, fail, beforeSending);
      limit.onEnd((reason) => handler.abort(reason));
      const dispatchOptions = {
        origin,
        path: prefix + call.path,
        method: call.method,
        // Not spread: on Node.js 20 an object that is spread and then added to costs microseconds, each time.
        headers: Object.assign({ 'x-request-id': requestId }, defaultHeaders, call.headers),
        body: call.body ?? null,
      };
      dispatcher.dispatch(dispatchOptions, handler);
    });
  }

  return async (call, limit, sending = {}) => {
    let status: number | undefined;
    try {
      if (limit.reason) throw limit.reason;
      const response = await receive(call, limit, sending);
      status = response.status;
      // A write may be answered with a secret, such as a token; of that nothing is kept.
      const readWith = call.endpoint.effect === 'read' ? readBodyCached : readBody;
      const { text, json } = await readWith(response.chunks, getHeader(response.headers, 'content-encoding'));
      return { status, headers: response.headers, text, json, respondedAt: response.respondedAt };
    } catch (error) {
      throw toTransportError(error, status);
    }
  };
}
