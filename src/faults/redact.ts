import type { UpstreamMessage } from './fault.js';

const MAX_TEXT_LENGTH = 500;
const MAX_ENTRIES = 20;

/** Texts that look like credentials even when they are none of ours: `Bearer …`, `Token token=…`, PagerDuty's OAuth tokens. */
const CREDENTIAL_PATTERN = /\b(?:bearer\s+|token\s+token=|token=)[^\s"',;<>]+|\bpd[ue][su]\+[^\s"',;<>]+/gi;

/**
 * Prepares an upstream's own words for a caller: secrets out, control characters to spaces, at most 500 characters.
 *
 * @param secrets credentials and tokens that took part in the call; upstreams have been seen to echo them
 */
export function redactText(text: string, secrets: readonly string[]): string {
  let redacted = text;
  // Longest first: a secret that begins another would leave the other's tail behind.
  for (const secret of secrets.toSorted((a, b) => b.length - a.length)) {
    if (secret !== '') redacted = redacted.replaceAll(secret, '[secret]');
  }
  redacted = redacted
    .replace(CREDENTIAL_PATTERN, '[secret]')
    .replace(/[\u0000-\u001f\u007f]+/g, ' ')
    .trim();
  if (redacted.length <= MAX_TEXT_LENGTH) return redacted;
  const loneSurrogate = /[\ud800-\udbff]$/;
  return `${redacted.slice(0, MAX_TEXT_LENGTH - 1).replace(loneSurrogate, '')}…`;
}

/** Cleans every entry of an upstream's list; keeps the first 20 and says how many were left out. */
export function redactMessages(entries: readonly UpstreamMessage[], secrets: readonly string[]): UpstreamMessage[] {
  const redacted = entries.slice(0, MAX_ENTRIES).map((entry) => ({
    ...entry,
    message: redactText(entry.message, secrets),
    ...(entry.pointer === undefined ? {} : { pointer: redactText(entry.pointer, secrets) }),
    ...(entry.documentationUrl === undefined ? {} : { documentationUrl: redactText(entry.documentationUrl, secrets) }),
  }));
  const omitted = entries.length - redacted.length;
  return omitted > 0 ? [...redacted, { message: `… and ${omitted} more` }] : redacted;
}
