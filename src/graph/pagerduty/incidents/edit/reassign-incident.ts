import { Fault } from '../../../../faults/fault.js';
import type { Reassignment, WireIncident, WrittenIncident } from '../../../../upstream/pagerduty/wire.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import { parsePagerDutyRef } from '../../../core/ids/pagerduty-ref.js';
import { assertNotEmpty, assertOneOf } from '../../../core/input/validate.js';
import { readThenWrite } from '../../../core/mutations/read-then-write.js';
import { withFieldPath } from '../../../core/mutations/with-field-path.js';
import { prepareUserLookup } from '../../users/user.ref.js';
import { findIncident } from '../find-incident.js';
import { parseIncidentRef } from '../incident.ref.js';
import { INCIDENT_PATH } from '../mutation.input.js';
import type { AssignmentTarget, ReassignIncidentInput } from './edit-incident.input.js';

const TARGET_PATH = ['input', 'to'];

/** Reads the status first, because PagerDuty accepts the request for a resolved incident but assigns nobody. */
export async function reassignIncident(
  input: ReassignIncidentInput,
  accountContext: PagerDutyAccountContext,
): Promise<WrittenIncident> {
  const locator = parseIncidentRef(input.incident, accountContext, INCIDENT_PATH);
  const findTarget = prepareAssignmentLookup(input.to, accountContext);
  const to = await findTarget();
  return readThenWrite<WireIncident, WrittenIncident>(accountContext, {
    read: () => findIncident(locator, accountContext, INCIDENT_PATH),
    resultWithoutWrite({ status }) {
      if (status !== 'resolved') return undefined;
      throw new Fault('CONFLICT', 'The incident is resolved and cannot be reassigned. Reopen it first.', {
        field: INCIDENT_PATH,
      });
    },
    write: ({ id }) =>
      withFieldPath(INCIDENT_PATH, accountContext.client.reassignIncident(id, to, input.actor), {
        assignee: [...TARGET_PATH, 'users'],
        escalationPolicy: [...TARGET_PATH, 'escalationPolicy'],
      }),
  });
}

/** Validates a target at once and returns a function that looks up its users. */
function prepareAssignmentLookup(
  target: AssignmentTarget,
  accountContext: PagerDutyAccountContext,
): () => Promise<Reassignment> {
  const { users, escalationPolicy, escalationLevel } = assertOneOf(target, TARGET_PATH);
  if (escalationPolicy != null) {
    const field = [...TARGET_PATH, 'escalationPolicy'];
    const escalationPolicyId = parsePagerDutyRef(escalationPolicy, 'EscalationPolicy', accountContext, field);
    return async () => ({ escalationPolicyId });
  }
  if (escalationLevel != null) {
    if (escalationLevel >= 1) return async () => ({ escalationLevel });
    throw new Fault('INVALID_INPUT', 'Escalation levels start at 1.', { field: [...TARGET_PATH, 'escalationLevel'] });
  }
  const field = [...TARGET_PATH, 'users'];
  const lookups = assertNotEmpty(users ?? [], field).map((ref, index) =>
    prepareUserLookup(ref, accountContext, [...field, String(index)]),
  );
  return async () => ({ userIds: await Promise.all(lookups.map((lookUp) => lookUp())) });
}
