import { Fault } from '../../../faults/fault.js';
import { isAtOrAfter } from '../../../upstream/pagerduty/pagerduty-clock.js';
import { requireComplete } from '../../../upstream/transport/partial-list.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { isOutage } from '../../core/outbox/is-outage.js';
import { sendEvent } from './send-alert-event.js';
import type { QueuedEvent } from './send-or-queue.js';

/**
 * Sends a queued event. PagerDuty adds a repeated trigger to the open alert of its dedup key. If that alert was resolved since
 * the first attempt, a repeat would page again, so it is not sent.
 *
 * @param sentAt start of the first attempt that may have been executed
 */
export async function deliverEvent(
  { event, integration }: QueuedEvent,
  accountContext: PagerDutyAccountContext,
  sentAt: number | undefined,
): Promise<object> {
  const { action, dedupKey } = event;
  if (sentAt !== undefined && action === 'trigger' && (await wasResolved(dedupKey, sentAt, accountContext))) return {};
  await sendEvent({ event, integration }, accountContext);
  return {};
}

/** Whether the first attempt made an incident that is resolved already. */
async function wasResolved(incidentKey: string, sentAt: number, { client }: PagerDutyAccountContext): Promise<boolean> {
  try {
    const newest = { incidentKey, sortBy: ['created_at:desc'], limit: 1, offset: 0 };
    const incident = requireComplete((await client.listIncidents(newest)).items)[0];
    if (incident?.status !== 'resolved') return false;
    return isAtOrAfter(incident.created_at, client.toPagerDutyTime(sentAt)) === true;
  } catch (error) {
    // Without the permission to read, the dedup key alone must do.
    if (error instanceof Fault && isOutage(error)) throw error.withDetails({ outcome: 'UNKNOWN' });
    return false;
  }
}
