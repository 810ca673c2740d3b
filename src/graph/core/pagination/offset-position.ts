import { isObject } from '../../../shared/json.js';

/** PagerDuty rejects `offset + limit` beyond this (docs/upstream-quirks.md, section PagerDuty REST). */
export const MAX_OFFSET = 10_000;

/** Number of last returned ids in a cursor. Some of them may leave the list; all of them hardly do. */
const MAX_LAST_IDS = 3;
const MAX_ID_LENGTH = 64;

/** Start of a page of a list that is paged by offset, as stored in a cursor. */
export interface OffsetPosition {
  /** Number of entries before the page, when the cursor was created. */
  readonly offset: number;
  /** Ids of the last returned entries, the most recent first. */
  readonly last: readonly string[];
  /** Number of entries returned so far. */
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
 * Returns the position after an entry of a page.
 *
 * @param start start of the page
 * @param index index of the entry in `ids`
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
