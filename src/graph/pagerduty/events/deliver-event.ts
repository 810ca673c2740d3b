import { Fault } from '../../../faults/fault.js';
import { isAtOrAfter } from '../../../upstream/pagerduty/pagerduty-clock.js';
import { requireComplete } from '../../../upstream/transport/partial-list.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { readThenWrite } from '../../core/mutations/read-then-write.js';
import { isOutage } from '../../core/outbox/is-outage.js';
import { sendEvent } from './send-alert-event.js';
import type { QueuedEvent } from './send-or-queue.js';

/** An incident that was created so long after an event was sent is another one, although `created_at` has whole seconds. */
const LATER_MS = 2_000;

/**
 * Sends a queued event. PagerDuty adds a repeated trigger to the open alert of its dedup key. If that alert was resolved since
 * the first attempt, a repeat would page again, so it is not sent. Nor is a repeated acknowledge or resolve, if it would
 * concern a later alert of the same key.
 *
 * @param sentAt start of the first attempt that may have been executed
 */
export async function deliverEvent(
  { event, integration }: QueuedEvent,
  accountContext: PagerDutyAccountContext,
  sentAt: number | undefined,
): Promise<object> {
  return readThenWrite<boolean, object>(accountContext, {
    read: async () => sentAt !== undefined && isObsolete(event, sentAt, accountContext),
    resultWithoutWrite: (isSkipped) => (isSkipped ? {} : undefined),
    async write() {
      await sendEvent({ event, integration }, accountContext);
      return {};
    },
  });
}

/** Whether the first attempt of an event had its effect, and a repeat would have another one. */
async function isObsolete(
  { action, dedupKey: incidentKey }: QueuedEvent['event'],
  sentAt: number,
  { client }: PagerDutyAccountContext,
): Promise<boolean> {
  try {
    const newest = { incidentKey, sortBy: ['created_at:desc'], limit: 1, offset: 0 };
    const incident = requireComplete((await client.listIncidents(newest)).items)[0];
    if (!incident) return false;
    const isResolved = incident.status === 'resolved';
    const isSince = (ours: number) => isAtOrAfter(incident.created_at, client.toPagerDutyTime(ours));
    // If the clocks differ by too much to decide, it is the one: a second one within a second is less likely.
    if (action === 'trigger') return isResolved && isSince(sentAt) !== false;
    return !isResolved && isSince(sentAt + LATER_MS) === true;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const unknown = error.withDetails({ outcome: 'UNKNOWN' });
    if (isOutage(unknown)) throw unknown;
    // PagerDuty refuses the read, for want of a permission for example. Then the dedup key alone must do.
    return false;
  }
}
