import { Fault } from '../../../faults/fault.js';
import { assertListSize, assertNotBlank } from '../../core/input/validate.js';
import { MAX_FILTERS, type PolicyFilterInput } from './policy-mutations.input.js';

const FILTERS_PATH = ['input', 'filters'];

/**
 * Wanted values by filter key; an empty list removes the filter.
 *
 * @throws {Fault} `INVALID_INPUT` for an empty list, and for a blank or repeated key; `LIMIT_EXCEEDED`
 */
export function parseFilters(filters: readonly PolicyFilterInput[]): ReadonlyMap<string, readonly string[]> {
  assertListSize(filters, MAX_FILTERS, 'filters can change', FILTERS_PATH);
  const wanted = new Map<string, readonly string[]>();
  filters.forEach(({ key, values }, index) => {
    const field = [...FILTERS_PATH, String(index), 'key'];
    assertNotBlank(key, field);
    if (wanted.has(key)) throw new Fault('INVALID_INPUT', 'The filter is already in the list.', { field });
    wanted.set(key, values);
  });
  return wanted;
}
