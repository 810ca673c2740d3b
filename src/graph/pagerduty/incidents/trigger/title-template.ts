import { Fault } from '../../../../faults/fault.js';
import { countCharacters } from '../../../../shared/characters.js';
import { assertNotBlank } from '../../../core/input/validate.js';
import { MAX_TITLE_VALUES, MAX_TITLE_CHARACTERS, type TitleValue } from './trigger-incident.input.js';

const NAME_PATTERN = /^[A-Z0-9_]+$/;
const PLACEHOLDER_PATTERN = /\{([A-Z0-9_]+)\}/g;
/** A character takes one or two UTF-16 units. */
const MAX_UNITS = 2 * MAX_TITLE_CHARACTERS;

/**
 * Replaces each `{NAME}` in a title by its value, once: braces inside a value stay unchanged. A name without a value
 * stays unchanged too, so a typo never stops a page. The length is checked before the title is built.
 *
 * @throws {Fault} `INVALID_INPUT` for more than 100 values, an invalid or duplicate name, and a title that is blank or
 * longer than 1024 characters
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
  if (title.length > MAX_UNITS || countCharacters(title) > MAX_TITLE_CHARACTERS) throw createTooLongFault(field);
  return assertNotBlank(title, field);
}

function indexTitleValues(values: readonly TitleValue[]): ReadonlyMap<string, string> {
  if (values.length > MAX_TITLE_VALUES) {
    throw new Fault(
      'INVALID_INPUT',
      `\`titleValues\` can have at most ${MAX_TITLE_VALUES} entries, but has ${values.length}.`,
      {
        field: ['input', 'titleValues'],
      },
    );
  }
  const byName = new Map<string, string>();
  values.forEach(({ name, value }, index) => {
    const field = ['input', 'titleValues', String(index), 'name'];
    if (!NAME_PATTERN.test(name)) {
      throw new Fault('INVALID_INPUT', 'A name may contain only upper-case letters, digits and underscores.', {
        field,
      });
    }
    if (byName.has(name))
      throw new Fault('INVALID_INPUT', 'The name is given twice. Each name must be unique.', { field });
    byName.set(name, value);
  });
  return byName;
}

/** Length of the rendered title in UTF-16 units. */
function measureRenderedTitle(title: string, byName: ReadonlyMap<string, string>): number {
  let units = title.length;
  for (const [placeholder, name] of title.matchAll(PLACEHOLDER_PATTERN)) {
    units += (byName.get(name ?? '') ?? placeholder).length - placeholder.length;
  }
  return units;
}

function createTooLongFault(field: readonly string[]): Fault {
  return new Fault(
    'INVALID_INPUT',
    `The title must have at most ${MAX_TITLE_CHARACTERS} characters, including inserted values.`,
    { field },
  );
}
