import { Fault } from '../../../faults/fault.js';
import { mapEntries, keepReadable, type TypeGuard } from '../../../upstream/transport/partial-list.js';
import { SERIALIZE_ERROR_MESSAGE } from '../scalars.js';

/**
 * Maps a nested value of an upstream object; null when it is absent. An invalid value becomes an error in its place.
 * graphql-js reports it at the path of the field and returns the rest of the object.
 */
export function mapNestedValue<W, M>(
  value: W | null | undefined,
  isValid: (value: unknown) => boolean,
  map: (value: W) => M,
): M | null {
  if (value === undefined || value === null) return null;
  return isValid(value) ? map(value) : (new Fault('UPSTREAM_BAD_RESPONSE', SERIALIZE_ERROR_MESSAGE) as never);
}

/** Maps a nested list of an upstream object without its unreadable entries; see `reportUnreadableEntries`. */
export function mapNestedList<W, M>(
  list: readonly W[] | null | undefined,
  shape: TypeGuard<W>,
  map: (value: W) => M,
): M[] {
  if (list === undefined || list === null) return [];
  const readable = keepReadable(Array.isArray(list) ? list : [list], shape);
  return mapEntries(readable, map);
}
