import { Fault } from '../../../../faults/fault.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import type { IncidentLocator } from '../incident.ref.js';
import { toCreateLane } from '../trigger/trigger-or-queue.js';

const RETRY_AFTER_SECONDS = 5;

const MAY_HAVE_BEEN_SENT =
  'A queued trigger with this dedup key may have reached PagerDuty. Resolve again when it is delivered.';
const MAY_WAIT =
  'PagerDuty has no incident with this dedup key yet, but its queued trigger may wait. It could not be cancelled, because the store is unavailable. Resolve again later.';

export interface CancelledTriggers {
  /** Triggers that were cancelled before they reached PagerDuty. */
  readonly cancelled: number;
  /** Set if one may have reached PagerDuty: its incident must exist before it can be resolved. */
  readonly blockedBy?: Fault;
  /** Set if nobody knows what waits. Reported if PagerDuty has no incident, because its trigger may come later. */
  readonly unlessFound?: Fault;
}

/** Cancels the queued triggers of a dedup key that is resolved. */
export async function cancelQueuedTriggers(
  locator: IncidentLocator,
  { outbox }: PagerDutyAccountContext,
): Promise<CancelledTriggers> {
  if (!outbox || !('dedupKey' in locator)) return { cancelled: 0 };
  const result = await outbox.cancel(toCreateLane(locator.serviceId, locator.dedupKey));
  if (result === 'unavailable') return { cancelled: 0, unlessFound: createRetryableFault(MAY_WAIT) };
  const { cancelled, remaining } = result;
  if (remaining === 0) return { cancelled };
  return { cancelled, blockedBy: withCancelled(createRetryableFault(MAY_HAVE_BEEN_SENT), cancelled) };
}

function createRetryableFault(message: string): Fault {
  return new Fault('UPSTREAM_UNAVAILABLE', message, { outcome: 'NOT_SENT', retryAfterSeconds: RETRY_AFTER_SECONDS });
}

/** States in the message what was cancelled although the mutation failed. */
export function withCancelled(fault: Fault, cancelled: number): Fault {
  return cancelled === 0 ? fault : fault.withMessage(`Queued triggers were cancelled: ${cancelled}. ${fault.message}`);
}
