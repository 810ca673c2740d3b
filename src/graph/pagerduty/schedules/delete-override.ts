import { Fault } from '../../../faults/fault.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { parseGlobalId, parseUpstreamId, toPagerDutyGlobalId, validateUpstreamId } from '../../core/ids/global-id.js';
import { parsePagerDutyRef } from '../../core/ids/pagerduty-ref.js';
import { readThenWrite } from '../../core/mutations/read-then-write.js';
import { withFieldPath } from '../../core/mutations/with-field-path.js';
import { SCHEDULE_PATH } from './create-override.js';
import type { DeleteScheduleOverrideInput } from './override-mutations.input.js';
import type { DeleteScheduleOverridePayload } from './override-mutations.type.js';

const OVERRIDE_PATH = ['input', 'override'];

type Deletion = NonNullable<DeleteScheduleOverridePayload['outcome']>;

/**
 * Deletes an override that has not begun, or ends a running one. After a lost response it is deleted again: then a missing
 * override was deleted, and one that has ended was ended.
 *
 * @throws {Fault} `INVALID_INPUT` for an invalid id, `NOT_FOUND` without such an override, `CONFLICT` when it has ended
 */
export async function deleteOverride(
  { schedule, override }: DeleteScheduleOverrideInput,
  accountContext: PagerDutyAccountContext,
): Promise<Omit<DeleteScheduleOverridePayload, 'userErrors'>> {
  const { client, key } = accountContext;
  const scheduleId = parsePagerDutyRef(schedule, 'Schedule', accountContext, SCHEDULE_PATH);
  const overrideId = parseGlobalId(override)
    ? parseUpstreamId(override, 'ScheduleOverride', key, OVERRIDE_PATH)
    : validateUpstreamId(override, OVERRIDE_PATH);
  const outcome = await readThenWrite<Fault | undefined, Deletion>(accountContext, {
    read: async (previousFault) => previousFault,
    write: (previousFault) =>
      withFieldPath(OVERRIDE_PATH, client.deleteOverride(scheduleId, overrideId)).then(
        (result) => (result === 'deleted' ? 'DELETED' : 'ENDED'),
        (error: unknown) => toEarlierDeletion(error, previousFault),
      ),
    canRetry: true,
  });
  return { deletedId: toPagerDutyGlobalId(key, 'ScheduleOverride', overrideId), outcome };
}

/** @throws the error unless the attempt before, whose response was lost, explains it */
function toEarlierDeletion(error: unknown, previousFault: Fault | undefined): Deletion {
  if (previousFault?.outcome !== 'UNKNOWN' || !(error instanceof Fault)) throw error;
  if (error.code === 'NOT_FOUND') return 'DELETED';
  if (error.code === 'CONFLICT') return 'ENDED';
  throw error;
}
