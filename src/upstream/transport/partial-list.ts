import { Fault } from '../../faults/fault.js';

/** What a value must be to be worked with. */
export type Shape<T> = (value: unknown) => value is T;

interface Gaps {
  /** How many entries are missing. */
  readonly leftOut: number;
  /** Where the others stood, from 0. */
  readonly places?: readonly number[];
}

/** Beside the lists, so that whoever does not ask works with a list like any other. */
const gaps = new WeakMap<object, Gaps>();

/** The entries that have the shape. That others were left out stays known of the list: see `leftOutOf` and `whole`. */
export function readableOf<T>(entries: readonly unknown[], shape: Shape<T>): readonly T[] {
  if (entries.every(shape)) return entries;
  const readable: T[] = [];
  const places: number[] = [];
  entries.forEach((entry, place) => {
    if (!shape(entry)) return;
    readable.push(entry);
    places.push(place);
  });
  gaps.set(readable, { leftOut: entries.length - readable.length, places });
  return readable;
}

/** How many entries a list lacks because they could not be read. */
export function leftOutOf(list: object): number {
  return gaps.get(list)?.leftOut ?? 0;
}

/** Where an entry of a list stood in what the upstream gave. */
export function placeOf(list: object, index: number): number {
  return gaps.get(list)?.places?.[index] ?? index;
}

/** Where the list goes on behind an entry, in what the upstream gave; what was left out behind the last is passed too. */
export function placeBehind(list: readonly unknown[], index: number): number {
  return index === list.length - 1 ? list.length + leftOutOf(list) : placeOf(list, index) + 1;
}

/** Marks what was made of a list that lacks entries. */
export function lacking<T extends object>(made: T, leftOut: number): T {
  if (leftOut > 0) gaps.set(made, { leftOut });
  return made;
}

/** A list made entry by entry of another; what that one lacks, it lacks. */
export function mapped<T, M>(list: readonly T[], map: (entry: T) => M): M[] {
  return lacking(
    list.map((entry) => map(entry)),
    leftOutOf(list),
  );
}

/** The entries of a list that fit; what the list lacks may have fitted. */
export function filtered<T>(list: readonly T[], fits: (entry: T) => boolean): readonly T[] {
  return lacking(list.filter(fits), leftOutOf(list));
}

/**
 * A list by which something is decided: what is missing could decide otherwise.
 *
 * @throws {Fault} `UPSTREAM_BAD_RESPONSE` when entries were left out of it
 */
export function whole<T extends readonly unknown[]>(list: T): T {
  if (leftOutOf(list) === 0) return list;
  throw new Fault('UPSTREAM_BAD_RESPONSE', 'An upstream gave a list of which not every entry can be read.');
}

/**
 * The first entry that fits; undefined when it is certain that there is none.
 *
 * @throws {Fault} `UPSTREAM_BAD_RESPONSE` when it may be one that was left out
 */
export function findIn<T>(list: readonly T[], fits: (entry: T) => boolean): T | undefined {
  return list.find(fits) ?? whole(list).find(fits);
}
