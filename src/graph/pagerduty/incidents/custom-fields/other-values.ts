import { Fault } from '../../../../faults/fault.js';
import type { PagerDutyClient } from '../../../../upstream/pagerduty/client.js';
import type { FieldAssignment, WireFieldValue } from '../../../../upstream/pagerduty/wire-incident-type.js';
import { hasValue } from './same-value.js';

/** One write of custom fields. */
export interface FieldWrite {
  readonly client: Pick<PagerDutyClient, 'listFieldValues' | 'setFieldValues'>;
  readonly incidentId: string;
  readonly assignments: readonly FieldAssignment[];
  readonly actor?: string | null | undefined;
}

/**
 * The fields that a write did not name, if all of them lost their values. Whether a write clears them is unverified
 * (docs/upstream-quirks.md, "PagerDuty: incident types"). If only some are empty, somebody else cleared them.
 */
export function findCleared(
  before: readonly WireFieldValue[],
  assignments: readonly FieldAssignment[],
  current: readonly WireFieldValue[],
): readonly FieldAssignment[] {
  const others = listOthers(before, assignments);
  const isCleared = ({ name }: FieldAssignment) => !hasValue(current.find((field) => field.name === name)?.value);
  return others.every(isCleared) ? others : [];
}

/**
 * Writes other values again if the write cleared them.
 *
 * @param returned values in the response to the write, perhaps only those of the named fields
 * @throws {Fault} `PARTIALLY_APPLIED` if other fields may have lost their values
 */
export async function keepOtherValues(
  { client, incidentId, assignments, actor }: FieldWrite,
  before: readonly WireFieldValue[],
  returned: readonly WireFieldValue[],
): Promise<void> {
  const others = listOthers(before, assignments);
  const isReturned = ({ name }: FieldAssignment) => returned.some((field) => field.name === name);
  try {
    const current = others.every(isReturned) ? returned : await client.listFieldValues(incidentId);
    const cleared = findCleared(before, assignments, current);
    if (cleared.length > 0) await client.setFieldValues(incidentId, [...assignments, ...cleared], actor);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const names = others.map(({ name }) => name).join(', ');
    throw new Fault('PARTIALLY_APPLIED', `The fields are set. Check whether other fields lost their values: ${names}.`);
  }
}

function listOthers(
  values: readonly WireFieldValue[],
  assignments: readonly FieldAssignment[],
): readonly FieldAssignment[] {
  const named = new Set(assignments.map(({ name }) => name));
  return values.flatMap(({ name, value }) => (named.has(name) || !hasValue(value) ? [] : [{ name, value }]));
}
