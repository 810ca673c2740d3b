import { Fault } from '../../../faults/fault.js';
import { countCharacters, truncate } from '../../../shared/characters.js';

// oxlint-disable-next-line no-control-regex -- matches control characters on purpose
const CONTROL_CHARACTER = /[\u0000-\u001f\u007f]/;
/** In characters, of a dedup or idempotency key. */
export const MAX_KEY_LENGTH = 255;
const MAX_QUOTED_LENGTH = 100;

/** Shortens a value from the input for an error message. */
export function clipForMessage(text: string): string {
  return truncate(text, MAX_QUOTED_LENGTH);
}

/** @throws {Fault} `INVALID_INPUT` at `field` when the text is empty or white space */
export function assertNotBlank(text: string, field: readonly string[]): string {
  if (text.trim() === '') throw new Fault('INVALID_INPUT', 'The value must not be blank.', { field });
  return text;
}

/**
 * Returns a dedup or idempotency key, trimmed: 1 to 255 characters without control characters. PagerDuty would match every
 * incident with an empty key (docs/upstream-quirks.md, quirk 13).
 *
 * @throws {Fault} `INVALID_INPUT` at `field`
 */
export function validateKey(text: string, field: readonly string[]): string {
  const key = text.trim();
  if (key === '' || countCharacters(key) > MAX_KEY_LENGTH || CONTROL_CHARACTER.test(key)) {
    throw new Fault('INVALID_INPUT', `A key must have 1 to ${MAX_KEY_LENGTH} characters, without control characters.`, {
      field,
    });
  }
  return key;
}

/**
 * Checks that exactly one member of a `@oneOf` input is set. graphql-js 16 accepts a null member that comes from an absent
 * variable, so the check is repeated here.
 *
 * @throws {Fault} `INVALID_INPUT` at `field`
 */
export function assertOneOf<T extends object>(input: T, field: readonly string[]): T {
  const given = Object.entries(input).filter(([, value]) => value !== undefined && value !== null);
  if (given.length !== 1) throw new Fault('INVALID_INPUT', 'Set exactly one member, to a non-null value.', { field });
  return input;
}

/**
 * Rejects an empty list filter or list of references, because dropping it would widen the result.
 *
 * @throws {Fault} `INVALID_INPUT` at `field`
 */
export function assertNotEmpty<T>(list: readonly T[], field: readonly string[]): readonly T[] {
  if (list.length === 0) throw new Fault('INVALID_INPUT', 'The list must not be empty.', { field });
  return list;
}

/**
 * Checks the number of entries of a list.
 *
 * @param what the entries and what is done with them, e.g. "incidents can be changed"
 * @throws {Fault} at `field`: `INVALID_INPUT` for an empty list, `LIMIT_EXCEEDED` for more than `max` entries
 */
export function assertListSize<T>(
  list: readonly T[],
  max: number,
  what: string,
  field: readonly string[],
): readonly T[] {
  if (list.length > max) throw new Fault('LIMIT_EXCEEDED', `At most ${max} ${what} at once.`, { field });
  return assertNotEmpty(list, field);
}

/**
 * Rejects an id that is in a list twice, for writes with one result per entry.
 *
 * @param noun what the ids belong to, e.g. "alert"
 * @throws {Fault} `INVALID_INPUT` at the second entry of the list at `field`
 */
export function assertDistinct(ids: readonly string[], noun: string, field: readonly string[]): void {
  const repeated = ids.findIndex((id, index) => ids.indexOf(id) < index);
  if (repeated === -1) return;
  throw new Fault('INVALID_INPUT', `The ${noun} is in the list twice. Name each ${noun} once.`, {
    field: [...field, String(repeated)],
  });
}

/**
 * Rejects `UNKNOWN`, which stands for values newer than this gateway and has no meaning as input.
 *
 * @throws {Fault} `INVALID_INPUT` at `field`
 */
export function assertKnownEnum<T extends string>(value: T, field: readonly string[]): Exclude<T, 'unknown'> {
  if (value === 'unknown')
    throw new Fault('INVALID_INPUT', 'UNKNOWN is output-only and cannot be used as input.', { field });
  return value as Exclude<T, 'unknown'>;
}
