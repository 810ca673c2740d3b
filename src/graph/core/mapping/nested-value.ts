import { Fault } from '../../../faults/fault.js';
import { mapEntries, keepReadable, type TypeGuard } from '../../../upstream/transport/partial-list.js';
import { SERIALIZE_ERROR_MESSAGE } from '../scalars.js';

/**
 * A part of what an upstream gave, as it is told; null when there is none. A part of another form becomes an error in its
 * place, which is told at the field's path: it costs nothing else.
 */
export function mapNestedValue<W, M>(
  value: W | null | undefined,
  isValid: (value: unknown) => boolean,
  map: (value: W) => M,
): M | null {
  if (value === undefined || value === null) return null;
  return isValid(value) ? map(value) : (new Fault('UPSTREAM_BAD_RESPONSE', SERIALIZE_ERROR_MESSAGE) as never);
}

/** A list within what an upstream gave, as it is told: without what cannot be read, which `tellGaps` tells of. */
export function mapNestedList<W, M>(
  list: readonly W[] | null | undefined,
  shape: TypeGuard<W>,
  map: (value: W) => M,
): M[] {
  if (list === undefined || list === null) return [];
  const readable = keepReadable(Array.isArray(list) ? list : [list], shape);
  return mapEntries(readable, map);
}
