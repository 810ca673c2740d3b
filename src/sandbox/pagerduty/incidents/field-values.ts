import * as z from 'zod';
import { toIsoSeconds } from '../../clock.js';
import { invalidInput } from '../http/errors.js';
import { parseBody } from '../http/parse-body.js';
import { customFields } from '../seed/custom-fields.js';
import { incidentTypes } from '../seed/incident-types.js';
import type { CustomField, FieldValue, FieldValues } from '../state/custom-field-records.js';
import type { Agent, Incident } from '../state/incident-records.js';
import type { PagerDutyState } from '../state/pagerduty-state.js';
import { renderFieldValue } from '../views/custom-field.js';
import { recordEvent } from '../webhooks/record-event.js';
import { appendLogEntry } from './incident-log.js';

const valueSchema = z.union([z.boolean(), z.number(), z.string(), z.array(z.string())]).nullable();
const bodySchema = z.object({
  custom_fields: z.array(z.object({ id: z.string().optional(), name: z.string().optional(), value: valueSchema })),
});

/** Of its type and of the base type; disabled fields, too. */
function listFields({ incidentType }: Incident): readonly CustomField[] {
  const typeIds = [incidentTypes[0]?.id, incidentTypes.find(({ name }) => name === incidentType)?.id];
  return customFields.filter(({ incidentTypeId }) => typeIds.includes(incidentTypeId));
}

/** All fields of the incident; those without a value are null. */
export function renderFieldValues(state: PagerDutyState, incident: Incident): readonly object[] {
  return renderValues(incident, state.fieldValues.get(incident.id) ?? new Map());
}

function renderValues(incident: Incident, values: FieldValues): readonly object[] {
  return listFields(incident).map((field) => renderFieldValue(field, values.get(field.name) ?? null));
}

/** Sets values, all or none. */
export function setFieldValues(
  state: PagerDutyState,
  incident: Incident,
  body: unknown,
  unnamedFieldValues: 'kept' | 'cleared',
  by: Agent,
): void {
  const before = state.fieldValues.get(incident.id) ?? new Map<string, FieldValue>();
  const after = new Map(unnamedFieldValues === 'kept' ? before : []);
  const changes = parseBody(bodySchema, body).custom_fields.map(({ id, name, value }) => {
    const field = listFields(incident).find((candidate) => candidate.name === name || candidate.id === id);
    if (field === undefined) throw invalidInput("field.name: doesn't match any valid key");
    if (!isValid(field, value)) throw invalidInput(`field.${field.name}: is not a valid value`);
    after.set(field.name, value);
    return `Updated ${field.displayName}`;
  });
  const at = toIsoSeconds(state.now());
  state.fieldValues.set(incident.id, after);
  incident.updatedAt = at;
  appendLogEntry(state, incident, 'custom_field_value_change', by, at, { changes });
  recordEvent(state, incident, 'custom_field_values.updated', by, at, {
    type: 'incident_field_values',
    custom_fields: renderValues(incident, after),
    changed_custom_fields: renderValues(incident, before),
  });
}

function isValid({ dataType, fieldType, options }: CustomField, value: FieldValue): boolean {
  if (value === null) return true;
  if (fieldType === 'multi_value') return Array.isArray(value) && value.length <= 55;
  if (fieldType === 'multi_value_fixed') return Array.isArray(value) && value.every((part) => options.includes(part));
  if (fieldType === 'single_value_fixed') return typeof value === 'string' && options.includes(value);
  if (dataType === 'integer') return Number.isInteger(value);
  if (dataType === 'float') return typeof value === 'number';
  return typeof value === (dataType === 'boolean' ? 'boolean' : 'string');
}
