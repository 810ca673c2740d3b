import { Fault } from '../../../faults/fault.js';

const URL_SAFE_ID = /^[A-Za-z0-9_-]{1,64}$/;

/** Whether a text can be an id of either upstream: 1 to 64 letters, digits, `_` and `-`. */
export function isUrlSafeId(text: string): boolean {
  return URL_SAFE_ID.test(text);
}

/**
 * Lets an id into a path. An allowlist, because encoding alone lets `.`, `..` and the empty id through.
 *
 * @throws Fault `INVALID_INPUT`
 */
export function toUrlSafeId(text: string): string {
  if (!isUrlSafeId(text)) throw new Fault('INVALID_INPUT', 'This is not an id the upstream can have.');
  return text;
}
