import { Fault } from '../../../../faults/fault.js';
import { asString } from '../../../../shared/json.js';
import type { FieldAssignment, WireCustomField } from '../../../../upstream/pagerduty/wire-incident-type.js';
import type { WireIncident } from '../../../../upstream/pagerduty/wire.js';
import { findEntry } from '../../../../upstream/transport/partial-list.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import { clipForMessage } from '../../../core/input/validate.js';
import {
  BASE_TYPE,
  cachedDefinitions,
  freshDefinitions,
  loadCustomFields,
} from '../../../../loaders/custom-field-definitions.js';
import type { RequestedField } from './field-inputs.js';
import { toAssignedValue } from './field-value.js';

const MAX_LISTED_NAMES = 20;

/** What may be written, and a refusal for each wrong value. */
interface CheckedFields {
  readonly assignments: readonly FieldAssignment[];
  readonly refusals: readonly Fault[];
}

/**
 * Creates a function that checks values for incidents of a mutation. Cached definitions accept; before they refuse, they
 * are read again, once.
 */
export function createFieldChecker(
  requested: readonly RequestedField[],
  accountContext: PagerDutyAccountContext,
): (incident: WireIncident) => Promise<CheckedFields> {
  const freshByType = new Map<string, readonly WireCustomField[]>();
  return async ({ incident_type: type }) => {
    const typeName = asString(type?.name) ?? BASE_TYPE;
    const fresh = freshByType.get(typeName);
    const known = fresh ?? (await loadCustomFields(typeName, cachedDefinitions(accountContext.loaders)));
    const checked = checkFields(requested, known);
    if (fresh || checked.refusals.length === 0) return checked;
    const reread = await loadCustomFields(typeName, freshDefinitions(accountContext.client));
    freshByType.set(typeName, reread);
    return checkFields(requested, reread);
  };
}

function checkFields(requested: readonly RequestedField[], definitions: readonly WireCustomField[]): CheckedFields {
  const assignments: FieldAssignment[] = [];
  const refusals: Fault[] = [];
  for (const { name, value, path } of requested) {
    try {
      const field = requireField(name, definitions, [...path, 'name']);
      assignments.push({ name, value: value === null ? null : toAssignedValue(value, field, [...path, 'value']) });
    } catch (error) {
      if (!(error instanceof Fault) || error.code !== 'INVALID_INPUT') throw error;
      refusals.push(error);
    }
  }
  return { assignments, refusals };
}

/** @throws {Fault} `INVALID_INPUT` at `path` for an unknown or a disabled field */
function requireField(name: string, definitions: readonly WireCustomField[], path: readonly string[]): WireCustomField {
  const field = findEntry(definitions, (candidate) => candidate.name === name);
  if (field === undefined) {
    const message = `Incidents of this type have no custom field “${clipForMessage(name)}”.${suggestFields(definitions)}`;
    throw new Fault('INVALID_INPUT', message, { field: path });
  }
  if (field.enabled === false) {
    const message = `The custom field “${name}” is disabled. An administrator can enable it in PagerDuty.`;
    throw new Fault('INVALID_INPUT', message, { field: path });
  }
  return field;
}

/** The fields that can be set; empty if there are none. */
function suggestFields(definitions: readonly WireCustomField[]): string {
  const names = definitions.flatMap(({ name, enabled }) => (enabled === false ? [] : [clipForMessage(name)]));
  return names.length === 0 ? '' : ` Use one of: ${names.slice(0, MAX_LISTED_NAMES).join(', ')}.`;
}
