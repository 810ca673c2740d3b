import { isObject } from '../../../shared/json.js';

/** PagerDuty refuses offset + limit beyond this (contracts: pagerduty-rest section 4). */
export const MAX_OFFSET = 10_000;

/** How many of the entries told last are remembered: some may leave the list, hardly all of them. */
const MAX_LAST_IDS = 3;
const MAX_ID_LENGTH = 64;

/** Where a page of a list that is paged by offset begins: what a cursor stores. */
export interface OffsetPosition {
  /** Entries before it, as the list was. */
  readonly offset: number;
  /** Ids of the entries told last, the very last first. */
  readonly last: readonly string[];
  /** How many entries were told so far. */
  readonly told: number;
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > 0;

const isId = (value: unknown): value is string => typeof value === 'string' && value.length <= MAX_ID_LENGTH;

export function isOffsetPosition(stored: unknown): stored is OffsetPosition {
  if (!isObject(stored) || Object.keys(stored).length !== 3) return false;
  const { offset, last, told } = stored;
  const areIds = Array.isArray(last) && last.length <= MAX_LAST_IDS && last.every(isId);
  return isCount(offset) && offset <= MAX_OFFSET && isCount(told) && areIds;
}

/**
 * Where a list goes on behind an entry of a page.
 *
 * @param start where the page began
 * @param index of the entry in `ids`
 */
export function advancePosition(
  start: OffsetPosition | undefined,
  ids: readonly string[],
  index: number,
  offset: number,
): OffsetPosition {
  const recent = ids.slice(Math.max(0, index + 1 - MAX_LAST_IDS), index + 1).toReversed();
  const last = [...recent, ...(start?.last ?? [])].slice(0, MAX_LAST_IDS);
  return { offset, last: last.filter(isId), told: (start?.told ?? 0) + index + 1 };
}
