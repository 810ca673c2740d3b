import { createHash } from 'node:crypto';

/** Enough to notice damage and values of other programs; not a protection against forgery. */
const CHECKSUM_LENGTH = 16;

const checksum = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, CHECKSUM_LENGTH);

/** Puts a checksum before a text. */
export function addChecksum(text: string): string {
  return checksum(text) + text;
}

/** Returns the text, or undefined if it is damaged or was not written by `addChecksum`. */
export function readChecked(value: string): string | undefined {
  const text = value.slice(CHECKSUM_LENGTH);
  return value.startsWith(checksum(text)) ? text : undefined;
}
