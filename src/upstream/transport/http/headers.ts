import { Fault } from '../../../faults/fault.js';

/** An answer's headers by lower-case name. */
export type ResponseHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** Printable Latin-1: all that an HTTP header can carry without splitting it or losing characters. */
const HEADER_VALUE_PATTERN = /^[\u0020-\u007e\u00a0-\u00ff]+$/;

/** Whether a value can be sent in a request header. */
export function isHeaderValue(text: string): boolean {
  return HEADER_VALUE_PATTERN.test(text);
}

/**
 * Lets a value into a request header.
 *
 * @throws Fault `INVALID_INPUT` for an empty value, control characters and what is outside Latin-1
 */
export function toHeaderValue(text: string): string {
  if (isHeaderValue(text)) return text;
  throw new Fault('INVALID_INPUT', 'This value cannot be sent in an HTTP header.');
}

/** An answer's header; of a repeated one the first. */
export function getHeader(headers: ResponseHeaders, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}
