import { Fault } from '../../../faults/fault.js';
import type { ChangeEvent } from '../../../upstream/pagerduty/events/change-event.js';
import { validateChangeEvent } from '../../../upstream/pagerduty/events/validate-event.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { dropNulls, getRoutingKey, validateDetails } from './event-parts.js';
import type { SendChangeEventInput } from './send-change-event.input.js';

const INPUT_PATH = ['input'];

/**
 * Sends a change event to PagerDuty once. Nothing in an event identifies it, and it is listed some time after it was
 * accepted. So after a lost response nobody can tell whether it arrived.
 *
 * @param mayHaveArrived whether an earlier attempt with the same idempotency key has an unknown outcome
 * @throws {Fault} `INVALID_INPUT` at the invalid field, `OUTCOME_UNKNOWN` instead of a second event; both before any call
 */
export async function sendChangeEvent(
  input: SendChangeEventInput,
  { events, routingKeys, requestScope }: PagerDutyAccountContext,
  mayHaveArrived: boolean,
): Promise<void> {
  const routingKey = getRoutingKey(routingKeys, input.integration);
  const event = toChangeEvent(input);
  if (mayHaveArrived)
    throw new Fault(
      'OUTCOME_UNKNOWN',
      'An earlier call with this idempotencyKey may have sent the event. Look for it in the service’s change events; use a new key to send it again.',
      { field: [...INPUT_PATH, 'idempotencyKey'] },
    );
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
