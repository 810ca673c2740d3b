import { type AnswerHeaders, headerText } from '../http/headers.js';

const LONGEST_WAIT_SECONDS = 86_400;
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

function bounded(seconds: number): number {
  return Math.min(Math.max(0, Math.ceil(seconds)), LONGEST_WAIT_SECONDS);
}

/**
 * Reads a wait as upstreams tell it: whole seconds rounded up, at most a day. Anything but a plain number of seconds
 * says nothing.
 */
export function waitSeconds(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+(?:\.\d+)?$/.test(text.trim()) ? bounded(Number(text)) : undefined;
}

/**
 * The `retry-after` header: seconds or an HTTP date.
 *
 * @param now our clock, in milliseconds since the epoch
 */
export function retryAfterSeconds(headers: AnswerHeaders, now: number): number | undefined {
  const text = headerText(headers, 'retry-after');
  if (text === undefined || !HTTP_DATE.test(text)) return waitSeconds(text);
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : bounded((at - now) / 1000);
}
