import { LRUCache } from 'lru-cache';

/** Longer texts are rare, and kept nowhere but where clients ask for them by hash: they are read and judged each time. */
export const MAX_CACHED_LENGTH = 8_192;

/** All that is kept of documents, in bytes as V8 keeps them: 64 MiB in the whole process, whoever sends what. */
const MAX_BYTES = {
  /** Texts that were judged. */
  judged: 8 * 1024 * 1024,
  /** Texts that came once. */
  seen: 4 * 1024 * 1024,
  /** Texts that clients ask for by hash. */
  persisted: 8 * 1024 * 1024,
  /** Documents that Apollo parsed and validated. */
  parsed: 12 * 1024 * 1024,
  /** Operations and the code made for them. */
  compiled: 32 * 1024 * 1024,
};

/** What a parsed document takes for each character of its text, by measurement; one of few long words takes less. */
export const PARSED_BYTES_PER_CHARACTER = 100;

/** V8 takes two bytes for a character when one of the text is not Latin. */
const STRING_BYTES_PER_CHARACTER = 2;

/**
 * What is kept of documents by their texts, the longest unused going first.
 *
 * @param maxEntries entries
 * @param measureValue what an entry takes beside its key
 */
export function createDocumentCache<V extends {}>(
  cacheName: keyof typeof MAX_BYTES,
  maxEntries: number,
  measureValue: (value: V) => number,
): LRUCache<string, V> {
  return new LRUCache({
    max: maxEntries,
    maxSize: MAX_BYTES[cacheName],
    sizeCalculation: (value, key) => 1 + measureString(key) + measureValue(value),
  });
}

/** What a text takes at most. */
export const measureString = (text: string): number => STRING_BYTES_PER_CHARACTER * text.length;
