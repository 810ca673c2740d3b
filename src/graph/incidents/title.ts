import { Fault } from '../../faults/fault.js';
import { notBlank } from '../check.js';
import type { TitleValue } from './incident-mutations.input.js';

const NAME = /^[A-Z0-9_]+$/;

/**
 * The title with each `{NAME}` replaced by its value, once: braces inside a value stay as they are. A name without a
 * value stays too, so that a typo never stops a page.
 *
 * @throws {Fault} `INVALID_INPUT` for a blank title, a name of other characters, or one that is given twice
 */
export function filledTitle(title: string, values: readonly TitleValue[] = []): string {
  const byName = new Map<string, string>();
  values.forEach(({ name, value }, index) => {
    const field = ['input', 'titleValues', String(index), 'name'];
    if (!NAME.test(name)) {
      throw new Fault('INVALID_INPUT', 'A name has upper-case letters, digits and underscores only.', { field });
    }
    if (byName.has(name)) throw new Fault('INVALID_INPUT', 'This name is given twice.', { field });
    byName.set(name, value);
  });
  const filled = title.replace(/\{([A-Z0-9_]+)\}/g, (placeholder, name: string) => byName.get(name) ?? placeholder);
  return notBlank(filled, ['input', 'title']);
}
