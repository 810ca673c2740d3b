import { LRUCache } from 'lru-cache';
import { stringifyLosslessJson } from './lossless-json.js';

/** Of one account, as JSON: some 4000 services, or 40 full pages of people. */
const MAX_BYTES = 4 * 1024 * 1024;

/** Tells time in milliseconds; never 0. */
type Now = () => number;

/** Answers of one upstream account that may be a little old. */
export interface TtlCache {
  /**
   * The remembered answer, or a fresh one that everybody who asks meanwhile shares.
   *
   * @param tag what the answer tells of; writes forget by kind
   */
  getOrLoad<T extends object>(tag: string, key: string, load: () => Promise<T>): Promise<T>;
  /** Runs a write; of this kind, what was read before it, or while it ran, is not remembered. */
  invalidating<T>(tag: string, write: () => Promise<T>): Promise<T>;
}

/**
 * Remembers answers in this process, up to 4 MiB of JSON; those not used for longest make place for new ones. Failures are
 * not remembered.
 *
 * @param seconds how long an answer is good for
 */
export function createTtlCache(seconds: number, now: Now = () => performance.now()): TtlCache {
  /** How often each kind was forgotten: a part of the keys, so that a read begun before is never found after. */
  const generations = new Map<string, number>();
  const cache = new LRUCache<string, object, () => Promise<object>>({
    maxSize: MAX_BYTES,
    sizeCalculation: (answer) => stringifyLosslessJson(answer).length,
    ttl: seconds * 1000,
    ttlResolution: 0,
    perf: { now },
    fetchMethod: (_key, _stale, { context: read }) => read(),
    // Who waits for a read gets its answer, also when there is no place to keep it.
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
