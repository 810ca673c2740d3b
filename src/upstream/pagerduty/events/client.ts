import { faultFromTransportError } from '../../../faults/transport-errors.js';
import type { RequestScope } from '../../transport/request-scope.js';
import { SYSTEM_CLOCK } from '../../transport/resilience/clock.js';
import { TransportError } from '../../transport/transport-error.js';
import { type Connection, createTransport } from '../../transport/transport.js';
import { validateEvent, validateRoutingKey, validateSize } from './validate-event.js';
import { SEND_EVENT } from './endpoints.js';
import { decodeAcceptedEvent } from './envelope.js';
import type { AcceptedEvent, AlertEvent } from './alert-event.js';
import { toEventBody } from './request-body.js';

export interface EventsClientOptions extends Connection {
  /** Of the Events API, a separate host. */
  readonly baseUrl: string;
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
}

export function createEventsClient(options: EventsClientOptions): EventsClient {
  const { clock = SYSTEM_CLOCK } = options;
  const headers = { accept: 'application/json', 'content-type': 'application/json', 'user-agent': 'pagergraph' };
  const transport = createTransport({ ...options, headers });
  return {
    async sendEvent(routingKey, event, scope) {
      validateRoutingKey(routingKey);
      validateEvent(event);
      const body = toEventBody(routingKey, event);
      validateSize(body);
      try {
        const call = { endpoint: SEND_EVENT, method: 'POST', path: '/v2/enqueue', body } as const;
        const answer = await transport.send(call, scope);
        const received = { ...answer, endpoint: SEND_EVENT, secrets: [routingKey], now: clock.now() };
        return decodeAcceptedEvent(received, event.dedupKey);
      } catch (error) {
        if (!(error instanceof TransportError)) throw error;
        throw faultFromTransportError('PAGERDUTY', SEND_EVENT, error.kind, error);
      }
    },
  };
}
