import type { UpstreamMessage } from './fault.js';

const LONGEST_TEXT = 500;
const MOST_ENTRIES = 20;

/** Texts that look like credentials even when they are none of ours: `Bearer …`, `Token token=…`, PagerDuty's OAuth tokens. */
const CREDENTIAL_SHAPES = /\b(?:bearer\s+|token\s+token=|token=)[^\s"',;<>]+|\bpd[ue][su]\+[^\s"',;<>]+/gi;

/**
 * Prepares an upstream's own words for a caller: secrets out, control characters to spaces, at most 500 characters.
 *
 * @param secrets credentials and tokens that took part in the call; upstreams have been seen to echo them
 */
export function cleanText(text: string, secrets: readonly string[]): string {
  let clean = text;
  // Longest first: a secret that begins another would leave the other's tail behind.
  for (const secret of secrets.toSorted((a, b) => b.length - a.length)) {
    if (secret !== '') clean = clean.replaceAll(secret, '[secret]');
  }
  clean = clean
    .replace(CREDENTIAL_SHAPES, '[secret]')
    .replace(/[\u0000-\u001f\u007f]+/g, ' ')
    .trim();
  if (clean.length <= LONGEST_TEXT) return clean;
  const halfACharacter = /[\ud800-\udbff]$/;
  return `${clean.slice(0, LONGEST_TEXT - 1).replace(halfACharacter, '')}…`;
}

/** Cleans every entry of an upstream's list; keeps the first 20 and says how many were left out. */
export function cleanMessages(entries: readonly UpstreamMessage[], secrets: readonly string[]): UpstreamMessage[] {
  const clean = entries.slice(0, MOST_ENTRIES).map((entry) => ({
    ...entry,
    message: cleanText(entry.message, secrets),
    ...(entry.pointer === undefined ? {} : { pointer: cleanText(entry.pointer, secrets) }),
    ...(entry.documentationUrl === undefined ? {} : { documentationUrl: cleanText(entry.documentationUrl, secrets) }),
  }));
  const left = entries.length - clean.length;
  return left > 0 ? [...clean, { message: `… and ${left} more` }] : clean;
}
