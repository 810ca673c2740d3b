import { Fault } from '../../../../faults/fault.js';
import { isArray, isString } from '../../../../shared/json.js';
import { assertListSize, assertNotBlank, clipForMessage } from '../../../core/input/validate.js';
import { MAX_FIELDS, type CustomFieldInput } from './set-custom-fields.input.js';

/** Argument path of the fields. */
export const FIELDS_PATH: readonly string[] = ['input', 'fields'];

/** A requested value of a type that some custom field can have. */
export interface RequestedField {
  readonly name: string;
  readonly value: unknown;
  /** Its path in the arguments. */
  readonly path: readonly string[];
}

/**
 * Checks what needs no definition.
 *
 * @throws {Fault} `INVALID_INPUT` for no field, for one that is given twice, and for a value of no custom field;
 * `LIMIT_EXCEEDED` for more than 100 fields
 */
export function parseFieldInputs(inputs: readonly CustomFieldInput[]): readonly RequestedField[] {
  assertListSize(inputs, MAX_FIELDS, 'fields can be set', FIELDS_PATH);
  const names = new Set<string>();
  return inputs.map(({ name, value }, index) => {
    const path = [...FIELDS_PATH, String(index)];
    assertNotBlank(name, [...path, 'name']);
    if (names.has(name)) throw refuse(`The custom field “${clipForMessage(name)}” is given twice.`, [...path, 'name']);
    names.add(name);
    if (value === undefined)
      throw refuse(`Set the value of “${clipForMessage(name)}”; null removes it.`, [...path, 'value']);
    if (!isFieldValue(value)) {
      const message = `The value of “${clipForMessage(name)}” must be a boolean, a number, a string, a list of strings, or null.`;
      throw refuse(message, [...path, 'value']);
    }
    return { name, value, path };
  });
}

function refuse(message: string, field: readonly string[]): Fault {
  return new Fault('INVALID_INPUT', message, { field });
}

function isFieldValue(value: unknown): boolean {
  if (isArray(value)) return value.every(isString);
  return value === null || ['boolean', 'number', 'bigint', 'string'].includes(typeof value);
}
