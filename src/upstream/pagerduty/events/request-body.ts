import { stringifyLosslessJson } from '../../../shared/lossless-json.js';
import type { AlertEvent, AlertTrigger } from './alert-event.js';
import type { ChangeEvent } from './change-event.js';

/** The body of `POST /v2/enqueue`; undefined fields are not sent. */
export function toEventBody(routingKey: string, event: AlertEvent): string {
  const triggerFields = event.action === 'trigger' ? toTriggerFields(event) : {};
  return stringifyLosslessJson({
    routing_key: routingKey,
    event_action: event.action,
    dedup_key: event.dedupKey,
    ...triggerFields,
  });
}

function toTriggerFields(event: AlertTrigger): object {
  const { summary, source, severity, timestamp, component, group, eventClass, details } = event;
  return {
    payload: { summary, source, severity, timestamp, component, group, class: eventClass, custom_details: details },
    links: event.links,
    images: event.images,
    client: event.client,
    client_url: event.clientUrl,
  };
}

/** The body of `POST /v2/change/enqueue`; undefined fields are not sent. */
export function toChangeEventBody(routingKey: string, event: ChangeEvent): string {
  const { summary, source, timestamp, details, links } = event;
  return stringifyLosslessJson({
    routing_key: routingKey,
    payload: { summary, source, timestamp, custom_details: details },
    links,
  });
}
