import type { Dispatcher } from 'undici';
import { ACCEPTED_ENCODINGS, readBody } from './body.js';
import type { Endpoint } from './endpoint.js';
import { failureOf } from './failure.js';
import { type AnswerHeaders, headerText } from './header.js';
import { TimeLimit } from './time-limit.js';

export interface Call {
  readonly endpoint: Endpoint;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the base URL: starts with `/`, query included, everything encoded. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Gives the call up; nobody waits for its answer any more. */
  readonly signal?: AbortSignal;
}

/** An answer read to its end and not yet judged: any status, any text. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly text: string;
  /** Our clock when the call was first sent, in milliseconds since the epoch. */
  readonly sentAt: number;
  /** Our clock when the status line of the answer had arrived. */
  readonly answeredAt: number;
}

export interface TransportOptions {
  /** One `Pool` for the origin; tests hand in a mock. */
  readonly dispatcher: Dispatcher;
  /** Origin and path prefix of every call. */
  readonly baseUrl: string;
  /** All tries, waits and body of one call, in milliseconds. */
  readonly deadlineMs: number;
  /** One try of a call that may be repeated freely, in milliseconds. */
  readonly tryTimeoutMs: number;
  /** Sent with every call. */
  readonly headers: Readonly<Record<string, string>>;
  readonly now?: () => number;
}

export interface Transport {
  /**
   * Sends one call and reads its answer whole. Judges nothing and follows no redirect.
   *
   * @throws TransportFailure when there is no answer that can be read to its end
   */
  send(call: Call): Promise<RawAnswer>;
}

/** The one place where bytes leave for an upstream. Knows no vendor. */
export function createTransport(options: TransportOptions): Transport {
  const { dispatcher, deadlineMs, tryTimeoutMs, now = Date.now } = options;
  const { origin, pathname } = new URL(options.baseUrl);
  const prefix = pathname.replace(/\/+$/, '');
  const always = { 'accept-encoding': ACCEPTED_ENCODINGS, ...options.headers };

  function ask(call: Call, limit: TimeLimit): Promise<Dispatcher.ResponseData> {
    return new Promise((resolve, reject) => {
      // Listened to here as well, because undici notices an abort only once the call has a connection.
      limit.once('abort', () => reject(limit.reason));
      const asked = {
        origin,
        path: prefix + call.path,
        method: call.method,
        headers: call.headers ? { ...always, ...call.headers } : always,
        body: call.body ?? null,
        signal: limit,
      };
      dispatcher.request(asked, (error, answer) => (error ? reject(error) : resolve(answer)));
    });
  }

  async function attempt(call: Call, limitMs: number): Promise<RawAnswer> {
    const limit = new TimeLimit(limitMs, call.signal);
    const sentAt = now();
    let status: number | undefined;
    try {
      if (limit.reason) throw limit.reason;
      const { statusCode, headers, body } = await ask(call, limit);
      status = statusCode;
      const answeredAt = now();
      const text = await readBody(body, headerText(headers, 'content-encoding'));
      return { status, headers, text, sentAt, answeredAt };
    } catch (error) {
      throw failureOf(error, status);
    } finally {
      limit.clear();
    }
  }

  return {
    send(call) {
      const repeatable = call.endpoint.repeat === 'freely';
      return attempt(call, repeatable ? Math.min(tryTimeoutMs, deadlineMs) : deadlineMs);
    },
  };
}
