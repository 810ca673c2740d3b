import { isArray, isString } from '../../../../shared/json.js';
import type { FieldAssignment, WireFieldValue } from '../../../../upstream/pagerduty/wire-incident-type.js';
import { toFieldTypes } from '../../incident-types/custom-field.map.js';
import { CustomFieldDataType } from '../../incident-types/custom-field.type.js';

/** Whether a value is neither absent nor an empty list. */
export function hasValue(value: unknown): boolean {
  return value !== undefined && value !== null && !(isArray(value) && value.length === 0);
}

/** Whether an incident has the value already. Lists have no order; date-times are compared as instants. */
export function isSameValue({ name, value }: FieldAssignment, values: readonly WireFieldValue[]): boolean {
  const field = values.find((candidate) => candidate.name === name);
  if (field === undefined) return false;
  if (!hasValue(value) || !hasValue(field.value)) return hasValue(value) === hasValue(field.value);
  if (isArray(value) && isArray(field.value)) return hasSameEntries(value, field.value);
  const isDateTime = toFieldTypes(field).dataType === CustomFieldDataType.DATETIME;
  if (isDateTime && isString(value) && isString(field.value)) return Date.parse(value) === Date.parse(field.value);
  return value === field.value;
}

function hasSameEntries(list: readonly unknown[], other: readonly unknown[]): boolean {
  return list.length === other.length && list.every((entry) => other.includes(entry));
}
