import { markPartial, countOmitted } from '../../../upstream/transport/partial-list.js';

export type EntriesByKey<T> = ReadonlyMap<string, T[]>;

/** Groups the entries of a list by each of their keys, in their order. */
export function groupByKeys<T>(list: readonly T[], toKeys: (entry: T) => readonly string[]): EntriesByKey<T> {
  const groups = new Map<string, T[]>();
  for (const entry of list) {
    for (const key of new Set(toKeys(entry))) {
      const group = groups.get(key);
      if (group) group.push(entry);
      else groups.set(key, [entry]);
    }
  }
  return markPartial(groups, countOmitted(list));
}

/** Returns the entries of a key, marked as partial when the list omits entries, which may have had the key. */
export function getEntries<T>(groups: EntriesByKey<T>, key: string): T[] {
  return markPartial(groups.get(key) ?? [], countOmitted(groups));
}
