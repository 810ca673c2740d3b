import { LRUCache } from 'lru-cache';

/** Longer texts are rare. They are cached only as persisted queries, and parsed and checked on each request. */
export const MAX_CACHED_LENGTH = 8_192;

/** Memory of each cache in bytes: 64 MiB in the whole process, for all callers together. */
const MAX_BYTES = {
  /** Texts that passed the document limits. */
  checked: 8 * 1024 * 1024,
  /** Texts that clients request by hash. */
  persisted: 8 * 1024 * 1024,
  /** Documents that Apollo parsed and validated. */
  parsed: 12 * 1024 * 1024,
  /** Operations and their plans. */
  planned: 36 * 1024 * 1024,
};

/** Measured memory of a parsed document per character of its text; documents with long names take less. */
export const PARSED_BYTES_PER_CHARACTER = 100;

/** V8 uses two bytes per character if the text has a character outside of Latin-1. */
const STRING_BYTES_PER_CHARACTER = 2;

/**
 * Creates a least-recently-used cache with document texts as keys.
 *
 * @param measureValue the bytes of an entry without its key
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

/** The maximum memory of a text in bytes. */
export const measureString = (text: string): number => STRING_BYTES_PER_CHARACTER * text.length;

/** Adapts a cache to Apollo's cache interface. */
export function toApolloCache<V extends {}>(entries: LRUCache<string, V>, isCacheable: (value: V) => boolean) {
  return {
    async get(key: string): Promise<V | undefined> {
      return entries.get(key);
    },
    async set(key: string, value: V): Promise<void> {
      if (isCacheable(value)) entries.set(key, value);
    },
    async delete(key: string): Promise<boolean> {
      return entries.delete(key);
    },
  };
}
