import type { ConcurrentCreates } from '../concurrent-creates.js';

interface CreatesInFlight {
  readonly ids: Set<string>;
  isConcurrent: boolean;
}

/** Tracks the creates of this process only. */
export function createMemoryConcurrentCreates(): ConcurrentCreates {
  const inFlight = new Map<string, CreatesInFlight>();
  let started = 0;
  return {
    async start(key) {
      const creates = inFlight.get(key) ?? { ids: new Set(), isConcurrent: false };
      const id = String((started += 1));
      inFlight.set(key, creates);
      creates.ids.add(id);
      creates.isConcurrent ||= creates.ids.size > 1;
      return id;
    },
    async isConcurrent(key) {
      return inFlight.get(key)?.isConcurrent ?? false;
    },
    async end(key, id) {
      const creates = inFlight.get(key);
      creates?.ids.delete(id);
      if (creates?.ids.size === 0) inFlight.delete(key);
    },
  };
}
