import { Fault } from '../../../faults/fault.js';
import { mapped, readableOf, type Shape } from '../../../upstream/transport/partial-list.js';
import { MISFIT_SENTENCE } from '../scalars.js';

/**
 * A part of what an upstream gave, as it is told; null when there is none. A part of another form becomes an error in its
 * place, which is told at the field's path: it costs nothing else.
 */
export function part<W, M>(
  value: W | null | undefined,
  fits: (value: unknown) => boolean,
  map: (value: W) => M,
): M | null {
  if (value === undefined || value === null) return null;
  return fits(value) ? map(value) : (new Fault('UPSTREAM_BAD_RESPONSE', MISFIT_SENTENCE) as never);
}

/** A list within what an upstream gave, as it is told: without what cannot be read, which `tellGaps` tells of. */
export function entries<W, M>(list: readonly W[] | null | undefined, shape: Shape<W>, map: (value: W) => M): M[] {
  if (list === undefined || list === null) return [];
  const readable = readableOf(Array.isArray(list) ? list : [list], shape);
  return mapped(readable, map);
}
