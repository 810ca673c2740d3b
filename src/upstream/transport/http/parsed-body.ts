import { LRUCache } from 'lru-cache';
import { decodeBody } from './content-encoding.js';
import { parseLosslessJson } from '../../../shared/lossless-json.js';

export interface ParsedBody {
  readonly text: string;
  /**
   * The JSON value without secrets, parsed once; undefined when the text is not JSON. Read-only: responses with the same
   * bytes share it.
   */
  readonly json: () => unknown;
}

/** Removes secrets from a response. */
export interface Redactor {
  /** Whether a text contains any. */
  matches(text: string): boolean;
  /** Removes them from the parsed JSON. */
  redact(body: unknown): void;
}

/** Reads a body; throws as `decodeBody` does. `encoding` is the response's `content-encoding`. */
export type ReadBody = (chunks: readonly Buffer[], encoding: string | undefined) => Promise<ParsedBody>;

/** Of each upstream account: about five lists of 100 incidents, or twenty of 25. */
const MAX_CACHED_BYTES = 4 * 1024 * 1024;

interface CachedBody {
  readonly bytes: Buffer;
  /** Includes text and JSON. The JSON of real lists needs 1.25 times the memory of its text; of mere brackets 28 times. */
  readonly size: number;
  /** From the second response on. */
  readonly parsed?: ParsedBody;
}

/** Reads bodies without a cache. */
export function createBodyReader(redactor?: Redactor): ReadBody {
  return async (chunks, encoding) => parseBody(await decodeBody(joinChunks(chunks), encoding), redactor);
}

/**
 * Parses a body at most twice, however often the same bytes arrive. A client that polls a list gets mostly identical bytes.
 * Every response still belongs to a separate call.
 *
 * The cache key is the length, because the list of the last hour has another path each time; then the bytes are compared.
 * Of equally long bodies the last is cached. The parsed value is cached from the second response on, so that a body that
 * never repeats leaves nothing for the garbage collector to copy. A body with secrets is not cached.
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

/** Whether the chunks equal the bytes; they are compared without joining, which would double the memory. */
function equalsChunks(chunks: readonly Buffer[], bytes: Buffer): boolean {
  let offset = 0;
  return chunks.every((chunk) => chunk.equals(bytes.subarray(offset, (offset += chunk.length))));
}

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
