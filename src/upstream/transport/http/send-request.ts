import type { Dispatcher } from 'undici';
import { ACCEPTED_ENCODINGS } from './content-encoding.js';
import type { Endpoint } from '../endpoint.js';
import { failureOf, type TransportFailure } from '../transport-error.js';
import { type AnswerHeaders, headerText } from './headers.js';
import { createRead, createRememberingRead, type Reading, type Secrets } from './parsed-body.js';
import { type Received, Reception } from './response-handler.js';
import type { TimeLimit } from '../resilience/attempt-timeout.js';

export interface Call {
  readonly endpoint: Endpoint;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the base URL: starts with `/`, query included, everything encoded. */
  readonly path: string;
  /** Those without a value are not sent. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
}

/** An answer read to its end and not yet judged: any status, any text. */
export interface RawAnswer extends Reading {
  readonly status: number;
  readonly headers: AnswerHeaders;
  /** Our clock when the status line of the answer had arrived, in milliseconds since the epoch. */
  readonly answeredAt: number;
}

export interface Line {
  /** One `Pool` for the origin; tests hand in a mock. */
  readonly dispatcher: Dispatcher;
  /** Origin and path prefix of every call. */
  readonly baseUrl: string;
  /** Sent with every call. */
  readonly headers: Readonly<Record<string, string>>;
  /** In what the upstream says; none when absent. */
  readonly secrets?: Secrets;
}

/** What a call is sent with. */
export interface Sending {
  /** Of the request it is made for; where several wait for one call, of the first. */
  readonly requestId?: string | undefined;
  /** Asked when there is a connection and nothing was written to it: why nothing shall be. */
  readonly beforeSending?: () => TransportFailure | undefined;
}

/** Sends a call once. */
export type Attempt = (call: Call, limit: TimeLimit, sending?: Sending) => Promise<RawAnswer>;

/**
 * The one place where bytes leave for an upstream. Follows no redirect and judges nothing; what it throws is a
 * `TransportFailure`.
 */
export function createAttempt({ dispatcher, baseUrl, headers, secrets }: Line, now: () => number): Attempt {
  const { origin, pathname } = new URL(baseUrl);
  const prefix = pathname.replace(/\/+$/, '');
  const read = createRead(secrets);
  const rememberingRead = createRememberingRead(secrets);
  const always = { 'accept-encoding': ACCEPTED_ENCODINGS, ...headers };

  function receive(call: Call, limit: TimeLimit, { requestId, beforeSending }: Sending): Promise<Received> {
    return new Promise((resolve, reject) => {
      const fail = (error: unknown, status: number | undefined) => reject(failureOf(error, status));
      const reception = new Reception(now, resolve, fail, beforeSending);
      limit.onEnd((reason) => reception.giveUp(reason));
      const asked = {
        origin,
        path: prefix + call.path,
        method: call.method,
        // Not spread: on Node.js 20 an object that is spread and then added to costs microseconds, each time.
        headers: Object.assign({ 'x-request-id': requestId }, always, call.headers),
        body: call.body ?? null,
      };
      dispatcher.dispatch(asked, reception);
    });
  }

  return async (call, limit, sending = {}) => {
    let status: number | undefined;
    try {
      if (limit.reason) throw limit.reason;
      const received = await receive(call, limit, sending);
      status = received.status;
      // A write may be answered with a secret, such as a token; of that nothing is kept.
      const readWith = call.endpoint.effect === 'read' ? rememberingRead : read;
      const { text, json } = await readWith(received.pieces, headerText(received.headers, 'content-encoding'));
      return { status, headers: received.headers, text, json, answeredAt: received.answeredAt };
    } catch (error) {
      throw failureOf(error, status);
    }
  };
}
