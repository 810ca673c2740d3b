import { LRUCache } from 'lru-cache';
import { textOf } from './content-encoding.js';
import { parseExact } from '../../../shared/lossless-json.js';

/** What a body says. */
export interface Reading {
  readonly text: string;
  /**
   * The text as JSON without what is secret in it, parsed once; `undefined` when it is none. Nobody may change it: all who
   * get the same bytes share it.
   */
  readonly json: () => unknown;
}

/** What an upstream says although nobody may learn it. */
export interface Secrets {
  /** Whether a text has any. */
  areIn(text: string): boolean;
  /** Takes them out of the text's JSON. */
  takeOutOf(body: unknown): void;
}

/** Reads a body, and throws as `textOf` does. `encoding` is the answer's `content-encoding`. */
export type Read = (pieces: readonly Buffer[], encoding: string | undefined) => Promise<Reading>;

/** For each upstream account: some five lists of 100 incidents, or twenty of 25. */
const MOST_BYTES = 4 * 1024 * 1024;

interface Kept {
  readonly bytes: Buffer;
  /** With text and JSON; that of usual lists needs 1.25 times the room of its text, the oddest (mere brackets) 28 times. */
  readonly size: number;
  /** From the second time on. */
  readonly reading?: Reading;
}

/** Reads every body. */
export function createRead(secrets?: Secrets): Read {
  return async (pieces, encoding) => readingOf(await textOf(joined(pieces), encoding), secrets);
}

/**
 * Reads a body twice, however often it comes. Who watches a list asks for it every few seconds, and mostly nothing has
 * happened: the bytes are to the last those of the time before, and so is what they say. Every answer is still a call's
 * own, and as fresh as that call.
 *
 * Bytes are looked up by their length and then compared, for the list of the last hour is another path each time; of equally
 * long ones the last is known. What they say is kept from the second time on: of a body that never comes again, as most
 * while things happen, nothing is kept that the collector would have to copy. Nothing at all is kept of one with secrets.
 */
export function createRememberingRead(secrets?: Secrets): Read {
  const kept = new LRUCache<string, Kept>({
    maxSize: MOST_BYTES,
    maxEntrySize: MOST_BYTES / 2,
    sizeCalculation: ({ size }) => size,
  });
  return async (pieces, encoding) => {
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
    const key = `${length} ${encoding ?? ''}`;
    const known = kept.get(key);
    const again = known && isMadeOf(pieces, known.bytes) ? known : undefined;
    if (again?.reading) return again.reading;
    const bytes = joined(pieces);
    const reading = readingOf(await textOf(bytes, encoding), secrets);
    const size = 1 + length + 2 * reading.text.length;
    if (!reading.hasSecrets) kept.set(key, again ? { bytes, size, reading } : { bytes, size });
    return reading;
  };
}

function joined(pieces: readonly Buffer[]): Buffer {
  const [first] = pieces;
  return pieces.length === 1 && first ? first : Buffer.concat(pieces);
}

/** Whether bytes of this length are these pieces; they are not joined for it, which would take as much room again. */
function isMadeOf(pieces: readonly Buffer[], bytes: Buffer): boolean {
  let at = 0;
  return pieces.every((piece) => piece.equals(bytes.subarray(at, (at += piece.length))));
}

/** What a text says. */
export function readingOf(text: string, secrets?: Secrets): Reading & { readonly hasSecrets: boolean } {
  const hasSecrets = secrets?.areIn(text) ?? false;
  let parsed: { readonly value: unknown } | undefined;
  const parse = () => {
    const value = parseExact(text);
    if (hasSecrets) secrets?.takeOutOf(value);
    return { value };
  };
  return { text, hasSecrets, json: () => (parsed ??= parse()).value };
}
