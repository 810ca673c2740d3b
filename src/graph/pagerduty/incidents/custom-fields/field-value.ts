import { Fault } from '../../../../faults/fault.js';
import { countCharacters } from '../../../../shared/characters.js';
import { isArray, isString } from '../../../../shared/json.js';
import type { WireCustomField } from '../../../../upstream/pagerduty/wire-incident-type.js';
import { findEntry } from '../../../../upstream/transport/partial-list.js';
import { clipForMessage } from '../../../core/input/validate.js';
import { DateTime } from '../../../core/scalars.js';
import { hasManyValues, hasOptions, toFieldTypes, toOptions } from '../../incident-types/custom-field.map.js';
import { CustomFieldDataType, CustomFieldKind } from '../../incident-types/custom-field.type.js';

/**
 * The largest of the limits that PagerDuty states in different places (docs/upstream-quirks.md, "PagerDuty: incident
 * types"). PagerDuty itself refuses what is above a smaller one.
 */
const MAX_TEXT_CHARACTERS = 2000;
const MAX_TAG_CHARACTERS = 255;
const MAX_TAGS = 55;
const MAX_CHOSEN_OPTIONS = 100;
const MAX_LISTED_OPTIONS = 20;

/**
 * Converts a value to what PagerDuty takes.
 *
 * @param value not null
 * @throws {Fault} `INVALID_INPUT` at `path`, with the name of the field and what it takes
 */
export function toAssignedValue(value: unknown, field: WireCustomField, path: readonly string[]): unknown {
  const refuse = (expectation: string): Fault =>
    new Fault('INVALID_INPUT', `The custom field “${field.name}” takes ${expectation}.`, { field: path });
  const types = toFieldTypes(field);
  if (types.kind === CustomFieldKind.UNKNOWN || types.dataType === CustomFieldDataType.UNKNOWN)
    throw refuse(`values that this gateway does not know (${field.data_type}, ${field.field_type})`);
  if (!hasManyValues(types)) {
    return hasOptions(types) ? requireOption(value, field, refuse) : toSingleValue(value, types.dataType, refuse);
  }
  const max = hasOptions(types) ? MAX_CHOSEN_OPTIONS : MAX_TAGS;
  if (!isArray(value) || value.length === 0 || value.length > max || new Set(value).size < value.length)
    throw refuse(`a list of 1 to ${max} different strings`);
  return value.map((part) => (hasOptions(types) ? requireOption(part, field, refuse) : requireTag(part, refuse)));
}

type Refuse = (expectation: string) => Fault;

function requireOption(value: unknown, field: WireCustomField, refuse: Refuse): string {
  const options = toOptions(field);
  const option = findEntry(options, (candidate) => candidate === value);
  if (option !== undefined) return option;
  const listed = options.slice(0, MAX_LISTED_OPTIONS).map(clipForMessage).join(', ');
  throw refuse(`only its options, such as: ${listed}`);
}

function requireTag(value: unknown, refuse: Refuse): string {
  return requireText(value, MAX_TAG_CHARACTERS, refuse);
}

function requireText(value: unknown, maxCharacters: number, refuse: Refuse): string {
  if (isString(value) && value.trim() !== '' && countCharacters(value) <= maxCharacters) return value;
  throw refuse(`text of 1 to ${maxCharacters} characters`);
}

function toSingleValue(value: unknown, dataType: CustomFieldDataType, refuse: Refuse): unknown {
  switch (dataType) {
    case CustomFieldDataType.BOOLEAN:
      if (typeof value === 'boolean') return value;
      throw refuse('true or false');
    case CustomFieldDataType.INTEGER:
      if (Number.isSafeInteger(value)) return value;
      throw refuse('an integer between -(2^53 - 1) and 2^53 - 1');
    case CustomFieldDataType.FLOAT:
      if (Number.isFinite(value) || typeof value === 'bigint') return value;
      throw refuse('a number');
    case CustomFieldDataType.DATETIME:
      return toUtc(value, refuse);
    case CustomFieldDataType.URL:
      if (isString(value) && URL.canParse(value)) return requireText(value, MAX_TEXT_CHARACTERS, refuse);
      throw refuse('an absolute URL');
    default:
      return requireText(value, MAX_TEXT_CHARACTERS, refuse);
  }
}

/** Without milliseconds if there are none, as PagerDuty writes times. */
function toUtc(value: unknown, refuse: Refuse): string {
  try {
    const time = DateTime.parseValue(value) as Date;
    return time.toISOString().replace('.000Z', 'Z');
  } catch {
    throw refuse('an RFC 3339 date-time with an offset');
  }
}
