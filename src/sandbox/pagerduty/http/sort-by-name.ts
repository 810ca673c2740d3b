import type { NamedRecord } from '../state/account-records.js';
import { invalidInput } from './errors.js';
import { readValue, type QueryParameters } from './query-parameters.js';

export function sortByName<T extends NamedRecord>(records: readonly T[], query: QueryParameters): readonly T[] {
  const order = readValue(query, 'sort_by') ?? 'name';
  if (!['name', 'name:asc', 'name:desc'].includes(order)) throw invalidInput(`sort_by does not take ${order}.`);
  const sign = order === 'name:desc' ? -1 : 1;
  return records.toSorted((a, b) => sign * a.name.localeCompare(b.name));
}
