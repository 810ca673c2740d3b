import { Fault } from '../../faults/fault.js';

export type TypeGuard<T> = (value: unknown) => value is T;

interface Omission {
  /** Number of omitted entries. */
  readonly omittedCount: number;
  /** Indexes of the remaining entries in the upstream's list. */
  readonly upstreamIndexes?: readonly number[];
}

/** Kept beside the lists, so that a partial list is an ordinary array. */
const omissions = new WeakMap<object, Omission>();

/** The entries that pass the type guard. The omission is recorded for the list: see `countOmitted` and `requireComplete`. */
export function keepReadable<T>(entries: readonly unknown[], typeGuard: TypeGuard<T>): readonly T[] {
  if (entries.every(typeGuard)) return entries;
  const readable: T[] = [];
  const upstreamIndexes: number[] = [];
  entries.forEach((entry, index) => {
    if (!typeGuard(entry)) return;
    readable.push(entry);
    upstreamIndexes.push(index);
  });
  omissions.set(readable, { omittedCount: entries.length - readable.length, upstreamIndexes });
  return readable;
}

/** Number of unreadable entries that a list omits. */
export function countOmitted(list: object): number {
  return omissions.get(list)?.omittedCount ?? 0;
}

/** Index of an entry in the upstream's list. */
export function getUpstreamIndex(list: object, index: number): number {
  return omissions.get(list)?.upstreamIndexes?.[index] ?? index;
}

/** Index after an entry in the upstream's list; after the last entry, omitted ones are skipped as well. */
export function getNextUpstreamIndex(list: readonly unknown[], index: number): number {
  return index === list.length - 1 ? list.length + countOmitted(list) : getUpstreamIndex(list, index) + 1;
}

/** Records the omission for a value made from a partial list. */
export function markPartial<T extends object>(list: T, omittedCount: number): T {
  if (omittedCount > 0) omissions.set(list, { omittedCount });
  return list;
}

/** Maps a list; the result is as partial as the list. */
export function mapEntries<T, M>(list: readonly T[], map: (entry: T) => M): M[] {
  return markPartial(
    list.map((entry) => map(entry)),
    countOmitted(list),
  );
}

/** Filters a list; the result is as partial as the list, because omitted entries may match. */
export function filterEntries<T>(list: readonly T[], isMatch: (entry: T) => boolean): readonly T[] {
  return markPartial(list.filter(isMatch), countOmitted(list));
}

/**
 * Requires a complete list for a decision, because an omitted entry could change it.
 *
 * @throws {Fault} `UPSTREAM_BAD_RESPONSE` when entries are omitted
 */
export function requireComplete<T extends readonly unknown[]>(list: T): T {
  if (countOmitted(list) === 0) return list;
  throw new Fault('UPSTREAM_BAD_RESPONSE', 'An upstream returned a list with unreadable entries.');
}

/**
 * The first entry that matches; undefined when certainly none does.
 *
 * @throws {Fault} `UPSTREAM_BAD_RESPONSE` when an omitted entry may match
 */
export function findEntry<T>(list: readonly T[], isMatch: (entry: T) => boolean): T | undefined {
  return list.find(isMatch) ?? requireComplete(list).find(isMatch);
}
