import { Fault } from '../../../faults/fault.js';

/** Response headers by lower-case name. */
export type ResponseHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** Printable Latin-1: the characters that an HTTP header can carry. */
const HEADER_VALUE_PATTERN = /^[\u0020-\u007e\u00a0-\u00ff]+$/;

/** Whether a value can be sent in a request header. */
export function isHeaderValue(text: string): boolean {
  return HEADER_VALUE_PATTERN.test(text);
}

/**
 * Validates a value for a request header.
 *
 * @throws Fault `INVALID_INPUT` for an empty value, control characters and characters outside Latin-1
 */
export function toHeaderValue(text: string): string {
  if (isHeaderValue(text)) return text;
  throw new Fault('INVALID_INPUT', 'The value contains characters that an HTTP header cannot carry.');
}

/** A response header; of a repeated one the first. */
export function getHeader(headers: ResponseHeaders, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}
