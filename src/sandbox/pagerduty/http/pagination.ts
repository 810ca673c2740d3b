import { invalidInput, offsetTooDeep } from './errors.js';
import { readFlag, readValue, type QueryParameters } from './query-parameters.js';

const DEFAULT_LIMIT = 25;
const MAX_LIMIT = 100;
const MAX_PAGE_END = 10_000;

/** Maximum number of items of one bulk update. */
export const MAX_BULK_ITEMS = 250;

/** Paging fields of a bulk response, which has one page only (docs/upstream-quirks.md, "PagerDuty: paging"). */
export const BULK_PAGE_FIELDS = { limit: MAX_BULK_ITEMS, offset: 0, more: false, total: null };

/**
 * Returns one page of a list under its plural key. `total` is null unless requested. A `limit` above 100 counts as 100;
 * whether PagerDuty clamps or rejects it is unverified.
 */
export function paginate<T>(
  key: string,
  records: readonly T[],
  query: QueryParameters,
  render: (record: T) => object,
): object {
  const limit = Math.min(parseIntegerParameter(query, 'limit', DEFAULT_LIMIT, 1), MAX_LIMIT);
  const offset = parseIntegerParameter(query, 'offset', 0, 0);
  if (offset + limit > MAX_PAGE_END) throw offsetTooDeep();
  return {
    [key]: records.slice(offset, offset + limit).map(render),
    limit,
    offset,
    more: records.length > offset + limit,
    total: readFlag(query, 'total') ? records.length : null,
  };
}

function parseIntegerParameter(query: QueryParameters, name: string, defaultValue: number, min: number): number {
  const text = readValue(query, name);
  if (text === undefined) return defaultValue;
  const number = Number(text);
  if (!Number.isInteger(number) || number < min) throw invalidInput(`${name} must be a whole number from ${min}.`);
  return number;
}
