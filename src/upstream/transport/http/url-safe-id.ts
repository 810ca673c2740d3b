import { Fault } from '../../../faults/fault.js';

const URL_SAFE_ID = /^[A-Za-z0-9_-]{1,64}$/;

/** Whether a text can be an id of an upstream: 1 to 64 letters, digits, `_` and `-`. */
export function isUrlSafeId(text: string): boolean {
  return URL_SAFE_ID.test(text);
}

/**
 * Validates an id for a path. An allowlist, because encoding alone accepts `.`, `..` and the empty id.
 *
 * @throws Fault `INVALID_INPUT`
 */
export function toUrlSafeId(text: string): string {
  if (!isUrlSafeId(text))
    throw new Fault('INVALID_INPUT', 'Invalid id: expected 1 to 64 letters, digits, underscores or hyphens.');
  return text;
}
