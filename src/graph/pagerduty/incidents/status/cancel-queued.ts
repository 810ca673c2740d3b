import { Fault } from '../../../../faults/fault.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import type { IncidentLocator } from '../incident.ref.js';
import { INCIDENT_PATH } from '../mutation.input.js';
import { toCreateLane } from '../trigger/trigger-or-queue.js';

const RETRY_AFTER_SECONDS = 5;

/**
 * Cancels the queued triggers of a dedup key that is resolved.
 *
 * @returns their number
 * @throws {Fault} if one may have reached PagerDuty: its incident must exist before it can be resolved
 */
export async function cancelQueuedTriggers(
  locator: IncidentLocator,
  { outbox }: PagerDutyAccountContext,
): Promise<number> {
  if (!outbox || !('dedupKey' in locator)) return 0;
  const { cancelled, remaining } = await outbox.cancel(toCreateLane(locator.serviceId, locator.dedupKey));
  if (remaining === 0) return cancelled;
  const message =
    'A queued trigger with this dedup key may have reached PagerDuty. Resolve again when it is delivered.';
  throw new Fault('UPSTREAM_UNAVAILABLE', message, {
    field: INCIDENT_PATH,
    outcome: 'NOT_SENT',
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}
