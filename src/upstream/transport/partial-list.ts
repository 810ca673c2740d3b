import { Fault } from '../../faults/fault.js';

/** What a value must be to be worked with. */
export type TypeGuard<T> = (value: unknown) => value is T;

interface Omission {
  /** How many entries are missing. */
  readonly omittedCount: number;
  /** Where the others stood, from 0. */
  readonly upstreamIndexes?: readonly number[];
}

/** Beside the lists, so that whoever does not ask works with a list like any other. */
const omissions = new WeakMap<object, Omission>();

/** The entries that have the shape. That others were left out stays known of the list: see `leftOutOf` and `whole`. */
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

/** How many entries a list lacks because they could not be read. */
export function countOmitted(list: object): number {
  return omissions.get(list)?.omittedCount ?? 0;
}

/** Where an entry of a list stood in what the upstream gave. */
export function getUpstreamIndex(list: object, index: number): number {
  return omissions.get(list)?.upstreamIndexes?.[index] ?? index;
}

/** Where the list goes on behind an entry, in what the upstream gave; what was left out behind the last is passed too. */
export function getNextUpstreamIndex(list: readonly unknown[], index: number): number {
  return index === list.length - 1 ? list.length + countOmitted(list) : getUpstreamIndex(list, index) + 1;
}

/** Marks what was made of a list that lacks entries. */
export function markPartial<T extends object>(list: T, omittedCount: number): T {
  if (omittedCount > 0) omissions.set(list, { omittedCount });
  return list;
}

/** A list made entry by entry of another; what that one lacks, it lacks. */
export function mapEntries<T, M>(list: readonly T[], map: (entry: T) => M): M[] {
  return markPartial(
    list.map((entry) => map(entry)),
    countOmitted(list),
  );
}

/** The entries of a list that fit; what the list lacks may have fitted. */
export function filterEntries<T>(list: readonly T[], isMatch: (entry: T) => boolean): readonly T[] {
  return markPartial(list.filter(isMatch), countOmitted(list));
}

/**
 * A list by which something is decided: what is missing could decide otherwise.
 *
 * @throws {Fault} `UPSTREAM_BAD_RESPONSE` when entries were left out of it
 */
export function requireComplete<T extends readonly unknown[]>(list: T): T {
  if (countOmitted(list) === 0) return list;
  throw new Fault('UPSTREAM_BAD_RESPONSE', 'An upstream gave a list of which not every entry can be read.');
}

/**
 * The first entry that fits; undefined when it is certain that there is none.
 *
 * @throws {Fault} `UPSTREAM_BAD_RESPONSE` when it may be one that was left out
 */
export function findEntry<T>(list: readonly T[], isMatch: (entry: T) => boolean): T | undefined {
  return list.find(isMatch) ?? requireComplete(list).find(isMatch);
}
