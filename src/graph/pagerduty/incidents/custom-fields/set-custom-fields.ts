import { Fault } from '../../../../faults/fault.js';
import type { FieldAssignment, WireFieldValue } from '../../../../upstream/pagerduty/wire-incident-type.js';
import type { WireIncident, WrittenIncident } from '../../../../upstream/pagerduty/wire.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import { readThenWrite } from '../../../core/mutations/read-then-write.js';
import { withFieldPath } from '../../../core/mutations/with-field-path.js';
import { findIncident } from '../find-incident.js';
import { type IncidentLocator, parseIncidentRef } from '../incident.ref.js';
import { INCIDENT_PATH } from '../mutation.input.js';
import { createFieldChecker } from './check-fields.js';
import { FIELDS_PATH, parseFieldInputs } from './field-inputs.js';
import { type FieldWrite, findCleared, keepOtherValues } from './other-values.js';
import { isSameValue } from './same-value.js';
import type { SetIncidentCustomFieldsInput } from './set-custom-fields.input.js';

interface SetResult {
  readonly incident: WrittenIncident;
  /** False if the fields already had these values. */
  readonly changed: boolean;
  /** One for each wrong value; with any, nothing is written. */
  readonly refusals: readonly Fault[];
}

/** An incident with its values, and what the mutation writes. */
interface FieldState {
  readonly incident: WireIncident;
  readonly values: readonly WireFieldValue[];
  readonly assignments: readonly FieldAssignment[];
  readonly refusals: readonly Fault[];
}

/**
 * Sets custom fields of one incident and keeps its others. Reads first: the type of the incident decides what a field
 * accepts, and equal values are not written again.
 *
 * @throws {Fault} `INVALID_INPUT` before any call where possible; `NOT_FOUND`; `FEATURE_UNAVAILABLE`; `PARTIALLY_APPLIED`
 * if other fields may have lost their values
 */
export async function setCustomFields(
  input: SetIncidentCustomFieldsInput,
  accountContext: PagerDutyAccountContext,
): Promise<SetResult> {
  const { client } = accountContext;
  const locator = parseIncidentRef(input.incident, accountContext, INCIDENT_PATH);
  const checkFields = createFieldChecker(parseFieldInputs(input.fields), accountContext);
  /** The first write that was sent and failed. */
  let sent: { readonly locator: IncidentLocator; readonly valuesBefore: readonly WireFieldValue[] } | undefined;

  return readThenWrite<FieldState, SetResult>(accountContext, {
    async read() {
      // After a write was sent, a dedup key may refer to another incident than the written one.
      const incident = await findIncident(sent?.locator ?? locator, accountContext, INCIDENT_PATH);
      const values = await withFieldPath(INCIDENT_PATH, client.listFieldValues(incident.id));
      const { assignments, refusals } = await checkFields(incident);
      const cleared = sent ? findCleared(sent.valuesBefore, assignments, values) : [];
      return { incident, values, assignments: [...assignments, ...cleared], refusals };
    },
    resultWithoutWrite,
    async write({ incident: { id }, values, assignments }) {
      const write: FieldWrite = { client, incidentId: id, assignments, actor: input.actor };
      try {
        await keepOtherValues(write, values, await sendFields(write));
        return { incident: { id }, changed: true, refusals: [] };
      } catch (error) {
        if (!accountContext.requestScope.guardRead?.hasExpired) sent ??= { locator: { id }, valuesBefore: values };
        throw error;
      }
    },
    canRetry: true,
  });
}

function resultWithoutWrite(
  { incident, values, assignments, refusals }: FieldState,
  previousFault: Fault | undefined,
): SetResult | undefined {
  if (refusals.length > 0) {
    if (previousFault) throw previousFault;
    return { incident, changed: false, refusals };
  }
  if (!assignments.every((assignment) => isSameValue(assignment, values))) return undefined;
  // If the previous response was lost, that write probably made the change.
  return { incident, changed: previousFault?.outcome === 'UNKNOWN', refusals };
}

/** PagerDuty names no part of the input that it rejects. */
async function sendFields({ client, incidentId, assignments, actor }: FieldWrite): Promise<readonly WireFieldValue[]> {
  try {
    return await withFieldPath(INCIDENT_PATH, client.setFieldValues(incidentId, assignments, actor));
  } catch (error) {
    throw error instanceof Fault && error.code === 'INVALID_INPUT' ? error.withDetails({ field: FIELDS_PATH }) : error;
  }
}
