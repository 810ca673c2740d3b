import { Fault } from '../../../../faults/fault.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import type { IncidentLocator } from '../incident.ref.js';
import { toCreateLane } from '../trigger/trigger-or-queue.js';

const RETRY_AFTER_SECONDS = 5;

export interface CancelledTriggers {
  /** Triggers that were cancelled before they reached PagerDuty. */
  readonly cancelled: number;
  /** Set if one may have reached PagerDuty: its incident must exist before it can be resolved. */
  readonly blockedBy?: Fault;
}

/** Cancels the queued triggers of a dedup key that is resolved. */
export async function cancelQueuedTriggers(
  locator: IncidentLocator,
  { outbox }: PagerDutyAccountContext,
): Promise<CancelledTriggers> {
  if (!outbox || !('dedupKey' in locator)) return { cancelled: 0 };
  const { cancelled, remaining } = await outbox.cancel(toCreateLane(locator.serviceId, locator.dedupKey));
  if (remaining === 0) return { cancelled };
  const message =
    'A queued trigger with this dedup key may have reached PagerDuty. Resolve again when it is delivered.';
  const details = { outcome: 'NOT_SENT', retryAfterSeconds: RETRY_AFTER_SECONDS } as const;
  return { cancelled, blockedBy: withCancelled(new Fault('UPSTREAM_UNAVAILABLE', message, details), cancelled) };
}

/** States in the message what was cancelled although the mutation failed. */
export function withCancelled(fault: Fault, cancelled: number): Fault {
  return cancelled === 0 ? fault : fault.withMessage(`Queued triggers were cancelled: ${cancelled}. ${fault.message}`);
}
