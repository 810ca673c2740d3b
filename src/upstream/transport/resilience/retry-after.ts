import { type ResponseHeaders, getHeader } from '../http/headers.js';

const MAX_WAIT_SECONDS = 86_400;
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

function clampSeconds(seconds: number): number {
  return Math.min(Math.max(0, Math.ceil(seconds)), MAX_WAIT_SECONDS);
}

/**
 * Parses a number of seconds, rounded up to whole seconds and at most a day; undefined for anything else.
 */
export function parseSeconds(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+(?:\.\d+)?$/.test(text.trim()) ? clampSeconds(Number(text)) : undefined;
}

/**
 * The `retry-after` header: seconds or an HTTP date.
 *
 * @param now our clock, in milliseconds since the epoch
 */
export function parseRetryAfter(headers: ResponseHeaders, now: number): number | undefined {
  const text = getHeader(headers, 'retry-after');
  if (text === undefined || !HTTP_DATE.test(text)) return parseSeconds(text);
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : clampSeconds((at - now) / 1000);
}
