import { Fault } from '../../../../faults/fault.js';
import type { WrittenIncident } from '../../../../upstream/pagerduty/wire.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import { assertKnownEnum } from '../../../core/input/validate.js';
import { withFieldPath } from '../../../core/mutations/with-field-path.js';
import { preparePriorityLookup } from '../../priorities/priority.ref.js';
import { parseIncidentRef } from '../incident.ref.js';
import { INCIDENT_PATH } from '../mutation.input.js';
import { validateTitle } from '../trigger/title-template.js';
import { withIncidentId } from '../with-incident-id.js';
import type { UpdateIncidentInput } from './edit-incident.input.js';

/** @throws {Fault} `INVALID_INPUT` when the input changes nothing */
export async function updateIncident(
  input: UpdateIncidentInput,
  accountContext: PagerDutyAccountContext,
): Promise<WrittenIncident> {
  const locator = parseIncidentRef(input.incident, accountContext, INCIDENT_PATH);
  const title = input.title == null ? undefined : validateTitle(input.title, ['input', 'title']);
  const urgency = input.urgency == null ? undefined : assertKnownEnum(input.urgency, ['input', 'urgency']);
  const findPriority = input.priority && preparePriorityLookup(input.priority, accountContext, ['input', 'priority']);
  if (title === undefined && urgency === undefined && !findPriority) {
    throw new Fault('INVALID_INPUT', 'The input changes nothing. Set title, urgency or priority.', {
      field: ['input'],
    });
  }
  const priorityId = await findPriority?.();
  return withIncidentId(locator, accountContext, INCIDENT_PATH, (id) =>
    withFieldPath(
      INCIDENT_PATH,
      accountContext.client.updateIncident(id, { title, urgency, priorityId }, input.actor),
      { priority: ['input', 'priority'] },
    ),
  );
}
