import { registerEnumType } from 'type-graphql';
import { Fault } from '../../../faults/fault.js';
import type { PagerDutyAccountContext } from '../context.js';
import type { AccountOutbox } from './account-outbox.js';

export enum UnavailablePolicy {
  FAIL = 'FAIL',
  QUEUE = 'QUEUE',
}
registerEnumType(UnavailablePolicy, {
  name: 'UnavailablePolicy',
  description: 'Action if PagerDuty cannot be reached, fails, or limits calls beyond the deadline.',
  valuesConfig: {
    FAIL: { description: 'Return the error, with its outcome.' },
    QUEUE: {
      description:
        'Store it and deliver it once when PagerDuty is available, in the order of its key. It expires after a configured time (1 hour by default). Requires Redis or OUTBOX_FILE; a refusal of PagerDuty is never queued.',
    },
  },
});

/**
 * The outbox, if the caller wants its input to wait.
 *
 * @throws {Fault} `INVALID_INPUT` before any call if nothing can wait
 */
export function requireOutbox(
  policy: UnavailablePolicy | null | undefined,
  { outbox }: PagerDutyAccountContext,
): AccountOutbox | undefined {
  if (policy !== UnavailablePolicy.QUEUE) return undefined;
  if (outbox) return outbox;
  throw new Fault(
    'INVALID_INPUT',
    'The gateway cannot queue. Send FAIL, or have the operator set REDIS_URL or OUTBOX_FILE.',
    { field: ['input', 'whenUnavailable'] },
  );
}
