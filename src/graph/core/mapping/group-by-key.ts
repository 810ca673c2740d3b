import { lacking, leftOutOf } from '../../../upstream/transport/partial-list.js';

export type Index<T> = ReadonlyMap<string, T[]>;

/** The entries of a list by each of their keys, in their order. */
export function indexed<T>(list: readonly T[], keysOf: (entry: T) => readonly string[]): Index<T> {
  const index = new Map<string, T[]>();
  for (const entry of list) {
    for (const key of new Set(keysOf(entry))) {
      const entries = index.get(key);
      if (entries) entries.push(entry);
      else index.set(key, [entry]);
    }
  }
  return lacking(index, leftOutOf(list));
}

/** The entries of a key; what the list lacks may have had it. */
export function entriesAt<T>(index: Index<T>, key: string): T[] {
  return lacking(index.get(key) ?? [], leftOutOf(index));
}
