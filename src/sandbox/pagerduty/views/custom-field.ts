import type { CustomField, FieldValue } from '../state/custom-field-records.js';
import { API_ORIGIN } from './reference.js';

const CREATED_AT = '2024-02-01T09:00:00Z';
const TIMES = { created_at: CREATED_AT, updated_at: CREATED_AT };

/** The definition; the options are included on request only. */
export function renderCustomField(field: CustomField, withOptions: boolean): object {
  return {
    ...renderField(field, 'field'),
    summary: field.name,
    self: `${API_ORIGIN}/incidents/types/${field.incidentTypeId}/custom_fields/${field.id}`,
    enabled: field.enabled,
    default_value: field.defaultValue,
    incident_type: field.incidentTypeId,
    ...TIMES,
    ...(withOptions && { field_options: field.options.map((value, index) => renderOption(field, value, index)) }),
  };
}

/** The value is bare, although the document has an object there (docs/upstream-quirks.md, quirk 169). */
export function renderFieldValue(field: CustomField, value: FieldValue): object {
  return { ...renderField(field, 'field_value'), value };
}

function renderField(field: CustomField, type: string): object {
  return {
    id: field.id,
    type,
    name: field.name,
    display_name: field.displayName,
    description: field.description,
    data_type: field.dataType,
    field_type: field.fieldType,
  };
}

function renderOption({ id }: CustomField, value: string, index: number): object {
  return { id: `${id}OPT${index + 1}`, type: 'field_option', data: { data_type: 'string', value }, ...TIMES };
}
