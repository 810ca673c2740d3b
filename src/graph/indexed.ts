/** The entries of a list by each of their keys, in their order. */
export function indexed<T>(list: readonly T[], keysOf: (entry: T) => readonly string[]): ReadonlyMap<string, T[]> {
  const index = new Map<string, T[]>();
  for (const entry of list) {
    for (const key of new Set(keysOf(entry))) {
      const entries = index.get(key);
      if (entries) entries.push(entry);
      else index.set(key, [entry]);
    }
  }
  return index;
}
