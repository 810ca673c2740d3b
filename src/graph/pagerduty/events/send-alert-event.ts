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

/** A validated event. */
export interface PreparedEvent {
  readonly event: WireEvent;
  /** Name of its routing key. */
  readonly integration: string;
  readonly adjustments: readonly AlertEventAdjustment[];
}

/**
 * Converts the input to an event of PagerDuty, which always has a dedup key, so that it can be retried.
 *
 * @throws {Fault} `INVALID_INPUT` at the invalid field
 */
export function prepareEvent(
  { integration, event: requestedEvent, onTooLong }: SendAlertEventInput,
  accountContext: PagerDutyAccountContext,
): PreparedEvent {
  getRoutingKey(accountContext.routingKeys, integration);
  const adjustsEvent = onTooLong === TooLongPolicy.ADJUST;
  const { event, adjustments } = adjustsEvent
    ? adjustEvent(requestedEvent, EVENT_PATH)
    : { event: requestedEvent, adjustments: [] };
  return { event: toWireEvent(event), integration, adjustments };
}

/**
 * Sends an event to PagerDuty.
 *
 * @returns the dedup key of the alert
 * @throws {Fault} with that key
 */
export async function sendEvent(
  { event, integration }: Pick<PreparedEvent, 'event' | 'integration'>,
  accountContext: PagerDutyAccountContext,
): Promise<string> {
  const { events, routingKeys, requestScope } = accountContext;
  try {
    return (await events.sendEvent(getRoutingKey(routingKeys, integration), event, requestScope)).dedupKey;
  } catch (error) {
    throw withOutcome(error, requestScope).withDetails({ dedupKey: event.dedupKey });
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
