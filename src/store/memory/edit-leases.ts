import type { EditLeases } from '../edit-leases.js';

/** The leases of this process, which ends with its edits, so that they need no end. */
export function createMemoryEditLeases(): EditLeases {
  const holders = new Map<string, string>();
  return {
    async take(key, id) {
      const holder = holders.get(key) ?? id;
      holders.set(key, holder);
      return holder === id ? 'TAKEN' : 'BUSY';
    },
    async release(key, id) {
      if (holders.get(key) === id) holders.delete(key);
    },
  };
}
