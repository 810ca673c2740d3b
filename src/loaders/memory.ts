const MOST_ENTRIES = 1_000;

interface Entry {
  readonly answer: Promise<unknown>;
  readonly expiresAt: number;
}

/** Answers of one upstream account that may be a little old. */
export interface Memory {
  /** The remembered answer, or a fresh one that everybody who asks meanwhile shares. */
  recall<T>(key: string, read: () => Promise<T>): Promise<T>;
  /** Runs a write; what was read before it, or while it ran, is not remembered. */
  forgetting<T>(write: () => Promise<T>): Promise<T>;
}

/**
 * Remembers answers in this process, the oldest making place for new ones. Failures are not remembered.
 *
 * @param seconds how long an answer is good for
 */
export function createMemory(seconds: number, now: () => number = Date.now): Memory {
  let entries = new Map<string, Entry>();

  function remember<T>(key: string, answer: Promise<T>): Promise<T> {
    const remembered = entries;
    const entry = { answer, expiresAt: now() + seconds * 1000 };
    remembered.delete(key);
    remembered.set(key, entry);
    const [oldest] = remembered.keys();
    if (remembered.size > MOST_ENTRIES && oldest !== undefined) remembered.delete(oldest);
    answer.catch(() => {
      if (remembered.get(key) === entry) remembered.delete(key);
    });
    return answer;
  }

  return {
    async recall<T>(key: string, read: () => Promise<T>): Promise<T> {
      const known = entries.get(key);
      if (known && known.expiresAt > now()) return known.answer as Promise<T>;
      return remember(key, read());
    },
    async forgetting(write) {
      entries = new Map();
      try {
        return await write();
      } finally {
        entries = new Map();
      }
    },
  };
}
