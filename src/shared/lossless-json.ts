import { parse, stringify } from 'lossless-json';
import { isBranch, parseJson } from './json.js';

/** What may be an integer that a double cannot hold, as it stands in JSON; within a text it only looks like one. */
const LONG_INTEGER = /[[:,\s]-?\d{16,}[\s,\]}]/;

export function hasLongInteger(text: string): boolean {
  return LONG_INTEGER.test(text);
}

/** Longer ones are nobody's number, and take long to be read. */
const MOST_DIGITS = 1_000;

/**
 * Parses JSON as `parseJson` does, but integers that a double cannot hold become a `bigint`: ids and counters of
 * monitoring tools are that long. Numbers with a fraction or an exponent stay doubles, and so do integers of more than
 * 1000 digits. Texts without a long integer, which nearly all are, are left to the engine's own parser, ten times as fast.
 */
export function parseExact(text: string): unknown {
  if (!hasLongInteger(text)) return parseJson(text);
  try {
    return parse(text, undefined, { parseNumber: exactNumber, onDuplicateKey: ({ newValue }) => newValue });
  } catch {
    return parseJson(text); // deeper than the exact parser's stack
  }
}

/** The value of a JSON number's text: a `bigint` where a double would be another integer. */
export function exactNumber(text: string): number | bigint {
  const number = Number(text);
  if (Number.isSafeInteger(number) || text.length > MOST_DIGITS || !/^-?\d+$/.test(text)) return number;
  return BigInt(text);
}

/** The JSON text of a value, a `bigint` as the integer it is. */
export function exactText(value: unknown): string {
  return hasBigInt(value) ? (stringify(value) ?? 'null') : JSON.stringify(value);
}

/** Whether a value holds a `bigint`, however deep. */
export function hasBigInt(value: unknown): boolean {
  const left = [value];
  for (let one = left.pop(); one !== undefined || left.length > 0; one = left.pop()) {
    if (typeof one === 'bigint') return true;
    if (isBranch(one)) for (const part of Object.values(one)) left.push(part);
  }
  return false;
}
