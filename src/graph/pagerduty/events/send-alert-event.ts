import { randomUUID } from 'node:crypto';
import { validateEvent } from '../../../upstream/pagerduty/events/validate-event.js';
import type { AlertEvent as WireEvent } from '../../../upstream/pagerduty/events/alert-event.js';
import { validateKey, assertKnownEnum, assertOneOf } from '../../core/input/validate.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { withOutcome } from '../../core/mutations/write-outcome.js';
import { adjustEvent } from './adjust-event.js';
import { dropNulls, getRoutingKey, validateDetails } from './event-parts.js';
import {
  TooLongPolicy,
  type AlertEvent,
  type AlertTrigger,
  type SendAlertEventInput,
} from './send-alert-event.input.js';
import type { AlertEventAdjustment } from './send-alert-event.type.js';

const EVENT_PATH = ['input', 'event'];

export interface SentEvent {
  /** Dedup key of the alert. */
  readonly dedupKey: string;
  readonly adjustments: readonly AlertEventAdjustment[];
}

/**
 * Sends an event to PagerDuty. The event always has a dedup key, so that it can be retried; a fault contains the key too.
 *
 * @throws {Fault} `INVALID_INPUT` at the invalid field, before any call
 */
export async function sendAlertEvent(
  { integration, event: requestedEvent, onTooLong }: SendAlertEventInput,
  { events, routingKeys, requestScope }: PagerDutyAccountContext,
): Promise<SentEvent> {
  const routingKey = getRoutingKey(routingKeys, integration);
  const adjustsEvent = onTooLong === TooLongPolicy.ADJUST;
  const { event, adjustments } = adjustsEvent
    ? adjustEvent(requestedEvent, EVENT_PATH)
    : { event: requestedEvent, adjustments: [] };
  const outgoingEvent = toWireEvent(event);
  try {
    const { dedupKey } = await events.sendEvent(routingKey, outgoingEvent, requestScope);
    return { dedupKey, adjustments };
  } catch (error) {
    throw withOutcome(error, requestScope).withDetails({ dedupKey: outgoingEvent.dedupKey });
  }
}

function toWireEvent(event: AlertEvent): WireEvent {
  const { trigger, acknowledge, resolve } = assertOneOf(event, EVENT_PATH);
  if (trigger) return toWireTrigger(trigger, [...EVENT_PATH, 'trigger']);
  const action = acknowledge ? 'acknowledge' : 'resolve';
  const key = (acknowledge ?? resolve)?.dedupKey ?? '';
  return { action, dedupKey: validateKey(key, [...EVENT_PATH, action, 'dedupKey']) };
}

function toWireTrigger(trigger: AlertTrigger, field: readonly string[]): WireEvent {
  const { severity, dedupKey, details, timestamp, links, images, ...texts } = trigger;
  const event = {
    ...dropNulls(texts),
    summary: trigger.summary,
    source: trigger.source,
    action: 'trigger' as const,
    severity: assertKnownEnum(severity, [...field, 'severity']),
    dedupKey: dedupKey == null ? randomUUID() : validateKey(dedupKey, [...field, 'dedupKey']),
    ...(details != null && { details: validateDetails(details, [...field, 'details']) }),
    ...(timestamp && { timestamp: timestamp.toISOString() }),
    ...(links && { links: links.map((link) => ({ ...dropNulls(link), href: link.href })) }),
    ...(images && { images: images.map((image) => ({ ...dropNulls(image), src: image.src })) }),
  };
  validateEvent(event, field);
  return event;
}
