import { Fault } from '../../../faults/fault.js';
import { assertListSize, assertNotBlank } from '../../core/input/validate.js';
import { MAX_FILTERS, type PolicyFilterInput } from './policy-mutations.input.js';

const FILTERS_PATH = ['input', 'filters'];

/**
 * Wanted values by filter key, each once; an empty list removes the filter.
 *
 * @throws {Fault} `INVALID_INPUT` for an empty list, a blank or repeated key, and a blank value; `LIMIT_EXCEEDED`
 */
export function parseFilters(filters: readonly PolicyFilterInput[]): ReadonlyMap<string, readonly string[]> {
  assertListSize(filters, MAX_FILTERS, 'filters can change', FILTERS_PATH);
  const wanted = new Map<string, readonly string[]>();
  filters.forEach(({ key, values }, index) => {
    const path = [...FILTERS_PATH, String(index)];
    const field = [...path, 'key'];
    assertNotBlank(key, field);
    if (wanted.has(key)) throw new Fault('INVALID_INPUT', 'The filter is already in the list.', { field });
    values.forEach((value, position) => assertNotBlank(value, [...path, 'values', String(position)]));
    wanted.set(key, [...new Set(values)]);
  });
  return wanted;
}
