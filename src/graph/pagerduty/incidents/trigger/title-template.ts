import { Fault } from '../../../../faults/fault.js';
import { countCharacters } from '../../../../shared/characters.js';
import { assertNotBlank } from '../../../core/input/validate.js';
import type { TitleValue } from './trigger-incident.input.js';

const NAME_PATTERN = /^[A-Z0-9_]+$/;
const PLACEHOLDER_PATTERN = /\{([A-Z0-9_]+)\}/g;
const MAX_CHARACTERS = 1024;
/** A character takes one or two UTF-16 units. */
const MAX_UNITS = 2 * MAX_CHARACTERS;
/** A title of 1024 characters has room for no more than some 300 names. */
const MAX_VALUES = 100;

/**
 * The title with each `{NAME}` replaced by its value, once: braces inside a value stay as they are. A name without a
 * value stays too, so that a typo never stops a page.
 *
 * @throws {Fault} `INVALID_INPUT` for more than 100 values, a name of other characters, one that is given twice, and a
 * title that is blank or longer than 1024 characters, which is known before it is built
 */
export function renderTitle(title: string, values: readonly TitleValue[] = []): string {
  const field = ['input', 'title'];
  const byName = indexTitleValues(values);
  if (measureRenderedTitle(title, byName) > MAX_UNITS) throw createTooLongFault(field);
  return validateTitle(
    title.replace(PLACEHOLDER_PATTERN, (placeholder, name: string) => byName.get(name) ?? placeholder),
    field,
  );
}

/** @throws {Fault} `INVALID_INPUT` at `field` for a title that is blank or longer than 1024 characters */
export function validateTitle(title: string, field: readonly string[]): string {
  if (title.length > MAX_UNITS || countCharacters(title) > MAX_CHARACTERS) throw createTooLongFault(field);
  return assertNotBlank(title, field);
}

function indexTitleValues(values: readonly TitleValue[]): ReadonlyMap<string, string> {
  if (values.length > MAX_VALUES) {
    throw new Fault('INVALID_INPUT', `A title takes at most ${MAX_VALUES} values; ${values.length} were given.`, {
      field: ['input', 'titleValues'],
    });
  }
  const byName = new Map<string, string>();
  values.forEach(({ name, value }, index) => {
    const field = ['input', 'titleValues', String(index), 'name'];
    if (!NAME_PATTERN.test(name)) {
      throw new Fault('INVALID_INPUT', 'A name has upper-case letters, digits and underscores only.', { field });
    }
    if (byName.has(name)) throw new Fault('INVALID_INPUT', 'This name is given twice.', { field });
    byName.set(name, value);
  });
  return byName;
}

/** Length of the filled title in UTF-16 units. */
function measureRenderedTitle(title: string, byName: ReadonlyMap<string, string>): number {
  let units = title.length;
  for (const [placeholder, name] of title.matchAll(PLACEHOLDER_PATTERN)) {
    units += (byName.get(name ?? '') ?? placeholder).length - placeholder.length;
  }
  return units;
}

function createTooLongFault(field: readonly string[]): Fault {
  return new Fault('INVALID_INPUT', `A title, with its values, has at most ${MAX_CHARACTERS} characters.`, { field });
}
