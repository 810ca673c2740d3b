import { faultFromTransportError } from '../../../faults/transport-errors.js';
import type { RequestScope } from '../../transport/request-scope.js';
import { SYSTEM_CLOCK } from '../../transport/resilience/clock.js';
import { TransportError } from '../../transport/transport-error.js';
import { type Connection, createTransport } from '../../transport/transport.js';
import type { Endpoint } from '../../transport/endpoint.js';
import type { UpstreamResponse } from '../../transport/upstream-response.js';
import { validateChangeEvent, validateEvent, validateRoutingKey, validateSize } from './validate-event.js';
import { SEND_CHANGE_EVENT, SEND_EVENT } from './endpoints.js';
import { decodeAcceptedEvent, requireAccepted } from './envelope.js';
import type { AcceptedEvent, AlertEvent } from './alert-event.js';
import type { ChangeEvent } from './change-event.js';
import { toChangeEventBody, toEventBody } from './request-body.js';

export interface EventsClientOptions extends Connection {
  /** Of the Events API, a separate host. */
  readonly baseUrl: string;
}

/** One event as it is sent. */
interface EventPost {
  readonly endpoint: Endpoint;
  readonly path: string;
  readonly routingKey: string;
  readonly body: string;
}

/** PagerDuty's Events API v2. The routing key in the body is the only credential. */
export interface EventsClient {
  /**
   * `POST /v2/enqueue`; retried within the deadline, because the dedup key identifies retries.
   *
   * @throws Fault `INVALID_INPUT`, `LIMIT_EXCEEDED` or `UPSTREAM_UNAUTHENTICATED` before any call for an
   * invalid event; else the error of the response
   */
  sendEvent(routingKey: string, event: AlertEvent, scope?: RequestScope): Promise<AcceptedEvent>;
  /**
   * `POST /v2/change/enqueue`; retried only if it was certainly not executed, because nothing identifies retries.
   *
   * @throws Fault as `sendEvent`
   */
  sendChangeEvent(routingKey: string, event: ChangeEvent, scope?: RequestScope): Promise<void>;
}

const CHANGE_EVENT_CALL = { endpoint: SEND_CHANGE_EVENT, path: '/v2/change/enqueue' };

export function createEventsClient(options: EventsClientOptions): EventsClient {
  const { clock = SYSTEM_CLOCK } = options;
  const headers = { accept: 'application/json', 'content-type': 'application/json', 'user-agent': 'pagergraph' };
  const transport = createTransport({ ...options, headers });

  async function post<T>(
    { endpoint, path, routingKey, body }: EventPost,
    scope: RequestScope | undefined,
    decode: (response: UpstreamResponse) => T,
  ): Promise<T> {
    validateSize(body);
    try {
      const response = await transport.send({ endpoint, method: 'POST', path, body }, scope);
      return decode({ ...response, endpoint, secrets: [routingKey], now: clock.now() });
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      throw faultFromTransportError('PAGERDUTY', endpoint, error.kind, error);
    }
  }

  return {
    async sendEvent(routingKey, event, scope) {
      validateRoutingKey(routingKey);
      validateEvent(event);
      const body = toEventBody(routingKey, event);
      return post({ endpoint: SEND_EVENT, path: '/v2/enqueue', routingKey, body }, scope, (response) =>
        decodeAcceptedEvent(response, event.dedupKey),
      );
    },
    async sendChangeEvent(routingKey, event, scope) {
      validateRoutingKey(routingKey);
      validateChangeEvent(event);
      const body = toChangeEventBody(routingKey, event);
      return post({ ...CHANGE_EVENT_CALL, routingKey, body }, scope, requireAccepted);
    },
  };
}
