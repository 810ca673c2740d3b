import type { ChangeEvent } from '../../../upstream/pagerduty/events/change-event.js';
import { validateChangeEvent } from '../../../upstream/pagerduty/events/validate-event.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import type { PreviousAttempt } from '../../core/mutations/idempotent-runner.js';
import { assertNotSentBefore } from '../../core/mutations/sent-before.js';
import { dropNulls, getRoutingKey, validateDetails } from './event-parts.js';
import type { SendChangeEventInput } from './send-change-event.input.js';

const INPUT_PATH = ['input'];

/**
 * Sends a change event to PagerDuty once. Nothing in an event identifies it, and it is listed some time after it was
 * accepted. So after a lost response nobody can tell whether it arrived.
 *
 * @param previous previous attempt with the same idempotency key and an unknown outcome
 * @throws {Fault} `INVALID_INPUT` at the invalid field, `OUTCOME_UNKNOWN` instead of a second event; both before any call
 */
export async function sendChangeEvent(
  input: SendChangeEventInput,
  { events, routingKeys, requestScope }: PagerDutyAccountContext,
  previous?: PreviousAttempt,
): Promise<void> {
  const routingKey = getRoutingKey(routingKeys, input.integration);
  const event = toChangeEvent(input);
  assertNotSentBefore(previous, 'the service’s change events');
  await events.sendChangeEvent(routingKey, event, requestScope);
}

function toChangeEvent({ summary, source, timestamp, details, links }: SendChangeEventInput): ChangeEvent {
  const event = {
    summary,
    ...dropNulls({ source }),
    ...(timestamp && { timestamp: timestamp.toISOString() }),
    ...(details != null && { details: validateDetails(details, [...INPUT_PATH, 'details']) }),
    ...(links && { links: links.map((link) => ({ ...dropNulls(link), href: link.href })) }),
  };
  validateChangeEvent(event, INPUT_PATH);
  return event;
}
