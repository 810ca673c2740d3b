import type { QueuedItem } from '../../../store/outbox.js';
import { Fault } from '../../../faults/fault.js';
import { stringifyLosslessJson } from '../../../shared/lossless-json.js';
import type { AlertEvent } from '../../../upstream/pagerduty/events/alert-event.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { type AccountOutbox, type QueuedLabel, type QueueRequest, toLane } from '../../core/outbox/account-outbox.js';
import { isOutage } from '../../core/outbox/is-outage.js';
import { requireOutbox } from '../../core/outbox/unavailable-policy.js';
import { type PreparedEvent, prepareEvent, sendEvent } from './send-alert-event.js';
import type { SendAlertEventInput } from './send-alert-event.input.js';
import type { AlertEventAdjustment } from './send-alert-event.type.js';

/** An event that waits. */
export interface QueuedEvent extends Pick<PreparedEvent, 'event' | 'integration'> {
  readonly kind: 'ALERT_EVENT';
}

interface EventResult {
  readonly dedupKey: string;
  readonly adjustments: readonly AlertEventAdjustment[];
  /** Absent if PagerDuty accepted the event. */
  readonly queued?: QueuedItem;
}

/**
 * Sends an event, or queues it if PagerDuty is unavailable. What is queued of an alert keeps its order: a later event that
 * may wait is queued behind it. A resolve cancels what was never sent, and follows what may have been sent.
 *
 * @throws {Fault} `INVALID_INPUT` before any call; during an outage only if nothing could be queued
 */
export async function sendOrQueue(
  input: SendAlertEventInput,
  accountContext: PagerDutyAccountContext,
): Promise<EventResult> {
  const queue = requireOutbox(input.whenUnavailable, accountContext);
  const prepared = prepareEvent(input, accountContext);
  const request = toQueueRequest(prepared);
  const send = () => sendPrepared(prepared, request, accountContext, queue);
  return queue && prepared.event.action !== 'resolve' ? queue.track(request.lane, send) : send();
}

async function sendPrepared(
  prepared: PreparedEvent,
  request: QueueRequest,
  accountContext: PagerDutyAccountContext,
  queue: AccountOutbox | undefined,
): Promise<EventResult> {
  const { caller, outbox } = accountContext;
  const { adjustments, event } = prepared;
  const follower = outbox && (await mustFollow(event, request.lane, outbox, queue)) ? outbox : undefined;
  if (follower) {
    return { dedupKey: event.dedupKey, adjustments, queued: await follower.queue(request, caller.id) };
  }
  const startedAt = Date.now();
  try {
    return { dedupKey: await sendEvent(prepared, accountContext), adjustments };
  } catch (error) {
    if (!queue || !(error instanceof Fault) || !isOutage(error)) throw error;
    const sentAt = error.outcome === 'UNKNOWN' ? startedAt : undefined;
    return {
      dedupKey: event.dedupKey,
      adjustments,
      queued: await queue.queue({ ...request, sentAt }, caller.id, error),
    };
  }
}

/** Whether earlier events of the alert wait, which this one must not overtake. */
async function mustFollow(
  { action }: AlertEvent,
  lane: string,
  outbox: AccountOutbox,
  queue: AccountOutbox | undefined,
): Promise<boolean> {
  if (action !== 'resolve') return queue !== undefined && outbox.hasWaiting(lane);
  const result = await outbox.cancel(lane);
  return result !== 'unavailable' && result.remaining > 0;
}

function toQueueRequest({ event, integration }: PreparedEvent): QueueRequest {
  const { dedupKey, action } = event;
  const queued: QueuedEvent = { kind: 'ALERT_EVENT', event, integration };
  return {
    lane: toLane('ALERT_EVENT', integration, dedupKey),
    label: {
      kind: 'ALERT_EVENT',
      action: action.toUpperCase() as QueuedLabel['action'],
      dedupKey,
      title: event.action === 'trigger' ? event.summary : null,
    },
    content: stringifyLosslessJson(queued),
  };
}
