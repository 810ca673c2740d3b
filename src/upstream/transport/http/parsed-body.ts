import { LRUCache } from 'lru-cache';
import { decodeBody } from './content-encoding.js';
import { parseLosslessJson } from '../../../shared/lossless-json.js';

/** What a body says. */
export interface ParsedBody {
  readonly text: string;
  /**
   * The text as JSON without what is secret in it, parsed once; `undefined` when it is none. Nobody may change it: all who
   * get the same bytes share it.
   */
  readonly json: () => unknown;
}

/** What an upstream says although nobody may learn it. */
export interface Redactor {
  /** Whether a text has any. */
  matches(text: string): boolean;
  /** Takes them out of the text's JSON. */
  redact(body: unknown): void;
}

/** Reads a body, and throws as `textOf` does. `encoding` is the answer's `content-encoding`. */
export type ReadBody = (chunks: readonly Buffer[], encoding: string | undefined) => Promise<ParsedBody>;

/** For each upstream account: some five lists of 100 incidents, or twenty of 25. */
const MAX_CACHED_BYTES = 4 * 1024 * 1024;

interface CachedBody {
  readonly bytes: Buffer;
  /** With text and JSON; that of usual lists needs 1.25 times the room of its text, the oddest (mere brackets) 28 times. */
  readonly size: number;
  /** From the second time on. */
  readonly parsed?: ParsedBody;
}

/** Reads every body. */
export function createBodyReader(redactor?: Redactor): ReadBody {
  return async (chunks, encoding) => parseBody(await decodeBody(joinChunks(chunks), encoding), redactor);
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
export function createCachingBodyReader(redactor?: Redactor): ReadBody {
  const cache = new LRUCache<string, CachedBody>({
    maxSize: MAX_CACHED_BYTES,
    maxEntrySize: MAX_CACHED_BYTES / 2,
    sizeCalculation: ({ size }) => size,
  });
  return async (chunks, encoding) => {
    const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    const key = `${length} ${encoding ?? ''}`;
    const candidate = cache.get(key);
    const hit = candidate && equalsChunks(chunks, candidate.bytes) ? candidate : undefined;
    if (hit?.parsed) return hit.parsed;
    const bytes = joinChunks(chunks);
    const parsed = parseBody(await decodeBody(bytes, encoding), redactor);
    const size = 1 + length + 2 * parsed.text.length;
    if (!parsed.hasSecrets) cache.set(key, hit ? { bytes, size, parsed } : { bytes, size });
    return parsed;
  };
}

function joinChunks(chunks: readonly Buffer[]): Buffer {
  const [first] = chunks;
  return chunks.length === 1 && first ? first : Buffer.concat(chunks);
}

/** Whether bytes of this length are these pieces; they are not joined for it, which would take as much room again. */
function equalsChunks(chunks: readonly Buffer[], bytes: Buffer): boolean {
  let offset = 0;
  return chunks.every((chunk) => chunk.equals(bytes.subarray(offset, (offset += chunk.length))));
}

/** What a text says. */
export function parseBody(text: string, redactor?: Redactor): ParsedBody & { readonly hasSecrets: boolean } {
  const hasSecrets = redactor?.matches(text) ?? false;
  let parsed: { readonly value: unknown } | undefined;
  const parse = () => {
    const value = parseLosslessJson(text);
    if (hasSecrets) redactor?.redact(value);
    return { value };
  };
  return { text, hasSecrets, json: () => (parsed ??= parse()).value };
}
