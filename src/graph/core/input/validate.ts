import { Fault } from '../../../faults/fault.js';
import { countCharacters, truncate } from '../../../shared/characters.js';

// oxlint-disable-next-line no-control-regex -- control characters are what is being looked for
const CONTROL_CHARACTER = /[\u0000-\u001f\u007f]/;
const MAX_KEY_LENGTH = 255;
const MAX_QUOTED_LENGTH = 100;

/** What a caller named something by, cut to fit into a sentence. */
export function clipForMessage(text: string): string {
  return truncate(text, MAX_QUOTED_LENGTH);
}

/** @throws {Fault} `INVALID_INPUT` at `field` when nothing but white space is given */
export function assertNotBlank(text: string, field: readonly string[]): string {
  if (text.trim() === '') throw new Fault('INVALID_INPUT', 'The value must not be blank.', { field });
  return text;
}

/**
 * A dedup or idempotency key, trimmed: 1 to 255 characters without control characters. An empty one would match every
 * incident upstream (contracts: quirk 13).
 *
 * @throws {Fault} `INVALID_INPUT` at `field`
 */
export function validateKey(text: string, field: readonly string[]): string {
  const key = text.trim();
  if (key === '' || countCharacters(key) > MAX_KEY_LENGTH || CONTROL_CHARACTER.test(key)) {
    throw new Fault('INVALID_INPUT', 'A key must have 1 to 255 characters, without control characters.', { field });
  }
  return key;
}

/**
 * The one member of a `@oneOf` input that is given. Checked here again because graphql-js 16 lets a null member through
 * when it comes by a variable that is absent.
 *
 * @throws {Fault} `INVALID_INPUT` at `field`
 */
export function assertOneOf<T extends object>(input: T, field: readonly string[]): T {
  const given = Object.entries(input).filter(([, value]) => value !== undefined && value !== null);
  if (given.length !== 1) throw new Fault('INVALID_INPUT', 'Set exactly one member, to a non-null value.', { field });
  return input;
}

/**
 * A list filter or a list of references that is given but empty is refused: dropping it would widen the question.
 *
 * @throws {Fault} `INVALID_INPUT` at `field`
 */
export function assertNotEmpty<T>(list: readonly T[], field: readonly string[]): readonly T[] {
  if (list.length === 0) throw new Fault('INVALID_INPUT', 'The list must not be empty.', { field });
  return list;
}

/**
 * `UNKNOWN` stands for values newer than this gateway; as input it means nothing.
 *
 * @throws {Fault} `INVALID_INPUT` at `field`
 */
export function assertKnownEnum<T extends string>(value: T, field: readonly string[]): Exclude<T, 'unknown'> {
  if (value === 'unknown')
    throw new Fault('INVALID_INPUT', 'UNKNOWN is output-only and cannot be used as input.', { field });
  return value as Exclude<T, 'unknown'>;
}
