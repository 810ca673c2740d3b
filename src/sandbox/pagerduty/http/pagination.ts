import { invalidInput, offsetTooDeep } from './errors.js';
import { flag, value, type Query } from './query-parameters.js';

const DEFAULT_LIMIT = 25;
const MAX_LIMIT = 100;
const MAX_DEPTH = 10_000;

/**
 * One page of a classic list under its plural key; `total` is null unless asked for. A `limit` above 100 is taken as
 * 100: whether PagerDuty clamps or refuses is unverified.
 */
export function paged<T>(key: string, records: readonly T[], query: Query, view: (record: T) => object): object {
  const limit = Math.min(whole(query, 'limit', DEFAULT_LIMIT, 1), MAX_LIMIT);
  const offset = whole(query, 'offset', 0, 0);
  if (offset + limit > MAX_DEPTH) throw offsetTooDeep();
  return {
    [key]: records.slice(offset, offset + limit).map(view),
    limit,
    offset,
    more: records.length > offset + limit,
    total: flag(query, 'total') ? records.length : null,
  };
}

function whole(query: Query, name: string, fallback: number, least: number): number {
  const text = value(query, name);
  if (text === undefined) return fallback;
  const number = Number(text);
  if (!Number.isInteger(number) || number < least) throw invalidInput(`${name} must be a whole number from ${least}.`);
  return number;
}
