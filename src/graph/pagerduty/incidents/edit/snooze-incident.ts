import { Fault } from '../../../../faults/fault.js';
import type { WireIncident, WrittenIncident } from '../../../../upstream/pagerduty/wire.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import { readThenWrite } from '../../../core/mutations/read-then-write.js';
import { withFieldPath } from '../../../core/mutations/with-field-path.js';
import { findIncident } from '../find-incident.js';
import { parseIncidentRef } from '../incident.ref.js';
import { INCIDENT_PATH } from '../mutation.input.js';
import { MAX_SNOOZE_SECONDS, type SnoozeIncidentInput } from './edit-incident.input.js';

/** Reads the status first: only an acknowledged incident can be snoozed, and PagerDuty would silence a triggered one. */
export async function snoozeIncident(
  input: SnoozeIncidentInput,
  accountContext: PagerDutyAccountContext,
): Promise<WrittenIncident> {
  const { durationSeconds, actor } = input;
  if (durationSeconds < 1 || durationSeconds > MAX_SNOOZE_SECONDS) {
    throw new Fault('INVALID_INPUT', `\`durationSeconds\` must be between 1 and ${MAX_SNOOZE_SECONDS}.`, {
      field: ['input', 'durationSeconds'],
    });
  }
  const locator = parseIncidentRef(input.incident, accountContext, INCIDENT_PATH);
  return readThenWrite<WireIncident, WrittenIncident>(accountContext, {
    read: () => findIncident(locator, accountContext, INCIDENT_PATH),
    resultWithoutWrite({ status }) {
      if (status === 'acknowledged') return undefined;
      throw new Fault('CONFLICT', `Only an acknowledged incident can be snoozed, but this one is ${status}.`, {
        field: INCIDENT_PATH,
      });
    },
    write: ({ id }) => withFieldPath(INCIDENT_PATH, accountContext.client.snoozeIncident(id, durationSeconds, actor)),
  });
}
