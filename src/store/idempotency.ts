import { Fault } from '../faults/fault.js';

/** What a repeat of an unfinished or lost piece of work must know. */
export interface Earlier {
  /** When it was first tried, in milliseconds since the epoch; its outcome is unknown. */
  readonly lostSince: number;
}

/** Remembers answers by the key their caller gave, so that a repeat gets the first answer again. */
export interface Idempotency {
  /**
   * Runs work unless it was run already. A repeat while the first is running waits for it. Work that failed without
   * effect may be tried anew, with other input as well; work whose outcome is unknown is told so when it is repeated.
   *
   * @param key of one caller and one kind of work
   * @param input what the key stands for
   * @throws {Fault} `CONFLICT` when the key came with other input before
   */
  once<T>(key: string, input: unknown, work: (earlier?: Earlier) => Promise<T>): Promise<T>;
}

interface Entry {
  readonly fingerprint: string;
  /** Never while the work runs. */
  expiresAt: number;
  answer?: Promise<unknown>;
  lostSince?: number;
}

/** Callers make the keys, so their number is bounded: the oldest go first. */
const MOST_ENTRIES = 10_000;

/** Keeps answers in this process; replicas would share them behind the same interface. */
export function createIdempotency(ttlSeconds: number, now: () => number = Date.now): Idempotency {
  const entries = new Map<string, Entry>();

  function entryOf(key: string, fingerprint: string): Entry {
    const known = entries.get(key);
    if (known && known.expiresAt > now()) return known;
    entries.delete(key);
    const entry: Entry = { fingerprint, expiresAt: Infinity };
    entries.set(key, entry);
    const [oldest] = entries.keys();
    if (entries.size > MOST_ENTRIES && oldest !== undefined) entries.delete(oldest);
    return entry;
  }

  async function run<T>(key: string, entry: Entry, work: (earlier?: Earlier) => Promise<T>): Promise<T> {
    const { lostSince } = entry;
    const startedAt = now();
    try {
      return await work(lostSince === undefined ? undefined : { lostSince });
    } catch (error) {
      delete entry.answer;
      if (error instanceof Fault && error.outcome === 'UNKNOWN') entry.lostSince ??= startedAt;
      if (entry.lostSince === undefined && entries.get(key) === entry) entries.delete(key);
      throw error;
    } finally {
      entry.expiresAt = now() + ttlSeconds * 1000;
    }
  }

  return {
    async once<T>(key: string, input: unknown, work: (earlier?: Earlier) => Promise<T>) {
      const fingerprint = JSON.stringify(input);
      const entry = entryOf(key, fingerprint);
      if (entry.fingerprint !== fingerprint) {
        throw new Fault('CONFLICT', 'This idempotency key was used with other input before.', {
          field: ['input', 'idempotencyKey'],
        });
      }
      entry.answer ??= run(key, entry, work);
      return entry.answer as Promise<T>;
    },
  };
}
