import { LRUCache } from 'lru-cache';
import { exactText } from './lossless-json.js';

/** Of one account, as JSON: some 4000 services, or 40 full pages of people. */
const MOST_BYTES = 4 * 1024 * 1024;

/** Tells time in milliseconds; never 0. */
type Now = () => number;

/** Answers of one upstream account that may be a little old. */
export interface Memory {
  /**
   * The remembered answer, or a fresh one that everybody who asks meanwhile shares.
   *
   * @param kind what the answer tells of; writes forget by kind
   */
  recall<T extends object>(kind: string, key: string, read: () => Promise<T>): Promise<T>;
  /** Runs a write; of this kind, what was read before it, or while it ran, is not remembered. */
  forgetting<T>(kind: string, write: () => Promise<T>): Promise<T>;
}

/**
 * Remembers answers in this process, up to 4 MiB of JSON; those not used for longest make place for new ones. Failures are
 * not remembered.
 *
 * @param seconds how long an answer is good for
 */
export function createMemory(seconds: number, now: Now = () => performance.now()): Memory {
  /** How often each kind was forgotten: a part of the keys, so that a read begun before is never found after. */
  const generations = new Map<string, number>();
  const answers = new LRUCache<string, object, () => Promise<object>>({
    maxSize: MOST_BYTES,
    sizeCalculation: (answer) => exactText(answer).length,
    ttl: seconds * 1000,
    ttlResolution: 0,
    perf: { now },
    fetchMethod: (_key, _stale, { context: read }) => read(),
    // Who waits for a read gets its answer, also when there is no place to keep it.
    ignoreFetchAbort: true,
  });
  const generationOf = (kind: string): number => generations.get(kind) ?? 0;
  const forget = (kind: string): void => void generations.set(kind, generationOf(kind) + 1);

  return {
    recall<T extends object>(kind: string, key: string, read: () => Promise<T>) {
      return answers.forceFetch(`${kind} ${generationOf(kind)} ${key}`, { context: read }) as Promise<T>;
    },
    async forgetting(kind, write) {
      forget(kind);
      try {
        return await write();
      } finally {
        forget(kind);
      }
    },
  };
}
