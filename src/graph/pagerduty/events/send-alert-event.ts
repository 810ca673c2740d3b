import { randomUUID } from 'node:crypto';
import { Fault } from '../../../faults/fault.js';
import { checkEvent } from '../../../upstream/pagerduty/events/validate-event.js';
import type { AlertEvent as WireEvent } from '../../../upstream/pagerduty/events/alert-event.js';
import { checkedKey, known, onlyMember } from '../../core/input/validate.js';
import type { PagerDutyAccess } from '../../core/context.js';
import { withOutcome } from '../../core/mutations/write-outcome.js';
import { adjustedEvent } from './adjust-event.js';
import {
  TooLongPolicy,
  type AlertEvent,
  type AlertTrigger,
  type SendAlertEventInput,
} from './send-alert-event.input.js';
import type { AlertEventAdjustment } from './send-alert-event.type.js';

const EVENT = ['input', 'event'];

export interface SentEvent {
  /** The key of its alert. */
  readonly dedupKey: string;
  readonly adjustments: readonly AlertEventAdjustment[];
}

/**
 * Hands an event to PagerDuty. It always has a key, so that it may be sent again; a fault carries the key too.
 *
 * @throws {Fault} `INVALID_INPUT` at the field it concerns, before any call
 */
export async function sendAlertEvent(
  { integration, event: asked, onTooLong }: SendAlertEventInput,
  { events, routingKeys, scope }: PagerDutyAccess,
): Promise<SentEvent> {
  const routingKey = Object.hasOwn(routingKeys, integration) ? routingKeys[integration] : undefined;
  if (routingKey === undefined) {
    throw new Fault('INVALID_INPUT', 'This account has no integration of that name configured.', {
      field: ['input', 'integration'],
    });
  }
  const adjusts = onTooLong === TooLongPolicy.ADJUST;
  const { event, adjustments } = adjusts ? adjustedEvent(asked, EVENT) : { event: asked, adjustments: [] };
  const wire = wireEvent(event);
  try {
    const { dedupKey } = await events.sendEvent(routingKey, wire, scope);
    return { dedupKey, adjustments };
  } catch (error) {
    throw withOutcome(error, scope).with({ dedupKey: wire.dedupKey });
  }
}

function wireEvent(event: AlertEvent): WireEvent {
  const { trigger, acknowledge, resolve } = onlyMember(event, EVENT);
  if (trigger) return wireTrigger(trigger, [...EVENT, 'trigger']);
  const action = acknowledge ? 'acknowledge' : 'resolve';
  const key = (acknowledge ?? resolve)?.dedupKey ?? '';
  return { action, dedupKey: checkedKey(key, [...EVENT, action, 'dedupKey']) };
}

function wireTrigger(trigger: AlertTrigger, field: readonly string[]): WireEvent {
  const { severity, dedupKey, details, timestamp, links, images, ...texts } = trigger;
  const event = {
    ...given(texts),
    summary: trigger.summary,
    source: trigger.source,
    action: 'trigger' as const,
    severity: known(severity, [...field, 'severity']),
    dedupKey: dedupKey == null ? randomUUID() : checkedKey(dedupKey, [...field, 'dedupKey']),
    ...(details != null && { details: checkedDetails(details, [...field, 'details']) }),
    ...(timestamp && { timestamp: timestamp.toISOString() }),
    ...(links && { links: links.map((link) => ({ ...given(link), href: link.href })) }),
    ...(images && { images: images.map((image) => ({ ...given(image), src: image.src })) }),
  };
  checkEvent(event, field);
  return event;
}

/** Without what was given as null, which PagerDuty would take for a value. */
function given<T extends object>(input: T): { [K in keyof T]?: Exclude<T[K], null | undefined> } {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value != null)) as never;
}

function checkedDetails(details: unknown, field: readonly string[]): Readonly<Record<string, unknown>> {
  if (typeof details === 'object' && !Array.isArray(details)) return details as Readonly<Record<string, unknown>>;
  throw new Fault('INVALID_INPUT', 'details must be a JSON object.', { field });
}
