import { LRUCache } from 'lru-cache';
import { stringifyLosslessJson } from './lossless-json.js';

/** Of one account, as JSON: some 4000 services, or 40 full pages of people. */
const MAX_BYTES = 4 * 1024 * 1024;

/** Milliseconds; never 0. */
type Now = () => number;

/** Results that may be used for a limited time. */
export interface TtlCache {
  /**
   * The cached result, or a new one that concurrent callers share.
   *
   * @param tag writes invalidate by tag
   */
  getOrLoad<T extends object>(tag: string, key: string, load: () => Promise<T>): Promise<T>;
  /** Runs a write; results of this tag that were read before or during the write are discarded. */
  invalidating<T>(tag: string, write: () => Promise<T>): Promise<T>;
}

/**
 * An LRU cache in this process of up to 4 MiB of JSON. Errors are not cached.
 *
 * @param seconds time to live of a result
 */
export function createTtlCache(seconds: number, now: Now = () => performance.now()): TtlCache {
  /** Invalidations of each tag. A part of the keys, so that a read that started earlier is never found later. */
  const generations = new Map<string, number>();
  const cache = new LRUCache<string, object, () => Promise<object>>({
    maxSize: MAX_BYTES,
    sizeCalculation: (result) => stringifyLosslessJson(result).length,
    ttl: seconds * 1000,
    ttlResolution: 0,
    perf: { now },
    fetchMethod: (_key, _stale, { context: load }) => load(),
    // Callers get the result even when there is no room to cache it.
    ignoreFetchAbort: true,
  });
  const getGeneration = (tag: string): number => generations.get(tag) ?? 0;
  const invalidate = (tag: string): void => void generations.set(tag, getGeneration(tag) + 1);

  return {
    getOrLoad<T extends object>(tag: string, key: string, load: () => Promise<T>) {
      return cache.forceFetch(`${tag} ${getGeneration(tag)} ${key}`, { context: load }) as Promise<T>;
    },
    async invalidating(tag, write) {
      invalidate(tag);
      try {
        return await write();
      } finally {
        invalidate(tag);
      }
    },
  };
}
