import { isFieldOption } from '../../../upstream/pagerduty/type-guards.js';
import type { WireCustomField, WireFieldValue } from '../../../upstream/pagerduty/wire-incident-type.js';
import { isArray, isString } from '../../../shared/json.js';
import { toEnumValue } from '../../core/mapping/enum-value.js';
import { mapNestedList, mapNestedValue } from '../../core/mapping/nested-value.js';
import { DateTime } from '../../core/scalars.js';
import { type CustomField, CustomFieldDataType, CustomFieldKind } from './custom-field.type.js';

/** Types of a field's value. */
export interface FieldTypes {
  readonly dataType: CustomFieldDataType;
  readonly kind: CustomFieldKind;
}

export function toCustomField(wire: WireCustomField): CustomField {
  const types = toFieldTypes(wire);
  return {
    ...types,
    pagerDutyId: wire.id,
    name: wire.name,
    displayName: wire.display_name ?? null,
    description: wire.description ?? null,
    enabled: wire.enabled ?? null,
    defaultValue: toFieldValue(wire.default_value, types),
    options: hasOptions(types) ? toOptions(wire) : null,
  };
}

export function toFieldTypes({ data_type, field_type }: WireCustomField | WireFieldValue): FieldTypes {
  return { dataType: toEnumValue(CustomFieldDataType, data_type), kind: toEnumValue(CustomFieldKind, field_type) };
}

/** The options without unreadable ones. */
export function toOptions({ field_options: options }: WireCustomField): string[] {
  return mapNestedList(options, isFieldOption, ({ data }) => data.value);
}

export function hasOptions({ kind }: FieldTypes): boolean {
  return kind === CustomFieldKind.SINGLE_VALUE_FIXED || kind === CustomFieldKind.MULTI_VALUE_FIXED;
}

export function hasManyValues({ kind }: FieldTypes): boolean {
  return kind === CustomFieldKind.MULTI_VALUE || kind === CustomFieldKind.MULTI_VALUE_FIXED;
}

/** A value as the definition of its field promises; any other value becomes an error in its place. */
export function toFieldValue(value: unknown, types: FieldTypes): unknown {
  const isValid = (given: unknown) => isValueOfTypes(given, types);
  return mapNestedValue(value, isValid, (valid) =>
    types.dataType === CustomFieldDataType.DATETIME && isString(valid) ? DateTime.serialize(valid) : valid,
  );
}

function isValueOfTypes(value: unknown, types: FieldTypes): boolean {
  if (!hasManyValues(types)) return isOfDataType(value, types.dataType);
  return isArray(value) && value.every((part) => isOfDataType(part, types.dataType));
}

function isOfDataType(value: unknown, dataType: CustomFieldDataType): boolean {
  switch (dataType) {
    case CustomFieldDataType.BOOLEAN:
      return typeof value === 'boolean';
    case CustomFieldDataType.INTEGER:
      return typeof value === 'bigint' || Number.isInteger(value);
    case CustomFieldDataType.FLOAT:
      return typeof value === 'bigint' || typeof value === 'number';
    case CustomFieldDataType.DATETIME:
      return isString(value) && !Number.isNaN(Date.parse(value));
    case CustomFieldDataType.UNKNOWN:
      return true;
    default:
      return isString(value);
  }
}
