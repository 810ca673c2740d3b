import type { UpstreamMessage } from './fault.js';

const MAX_TEXT_LENGTH = 500;
const MAX_ENTRIES = 20;

/** Texts that look like credentials: `Bearer …`, `Token token=…`, PagerDuty's OAuth tokens. */
const CREDENTIAL_PATTERN = /\b(?:bearer\s+|token\s+token=|token=)[^\s"',;<>]+|\bpd[ue][su]\+[^\s"',;<>]+/gi;

/**
 * Prepares an upstream's text for a client: secrets removed, control characters as spaces, at most 500 characters.
 *
 * @param secrets credentials and tokens of the call; upstreams echo them
 */
export function redactText(text: string, secrets: readonly string[]): string {
  let redacted = text;
  // Longest first: a secret that is a prefix of another would leave the rest of the other.
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

/** Redacts an upstream's list: the first 20 entries, then the number of the omitted ones. */
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
