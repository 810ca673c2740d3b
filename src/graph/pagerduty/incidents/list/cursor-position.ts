import { isObject } from '../../../../shared/json.js';
import { MAX_OFFSET } from '../../../../upstream/pagerduty/limits.js';
import type { LastSeen } from './sort-order.js';
import { isNumberBitmap, type NumberBitmap } from './number-bitmap.js';

/**
 * A position in an incident list, as a cursor stores it: the member names are part of the cursor format. Times are in
 * milliseconds since the epoch.
 */
export interface CursorPosition {
  /** Number of entries already passed in the current window, or in the whole list without a window. */
  readonly offset: number;
  /** The last incident read; absent before the first one, and if the order does not follow creation. */
  readonly seen?: LastSeen | undefined;
  /** Numbers of the incidents returned from the second of `seen`, if numbers do not rank them. */
  readonly told?: NumberBitmap | undefined;
  /** Start of the current window, in the direction of the list. */
  readonly from?: number | undefined;
  /** Creation time of the oldest incident, once it was read. */
  readonly oldest?: number | undefined;
  /** Number of empty pages in a row before this position. */
  readonly barren?: number | undefined;
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
/** The range of `Date`, less what windows add. */
const isTime = (value: unknown): value is number => Number.isInteger(value) && Math.abs(Number(value)) < 8e15;
const isSeen = (value: unknown): value is LastSeen =>
  isObject(value) && isTime(value['at']) && Number.isSafeInteger(value['number']);

/** The check of each member. */
const MEMBER_CHECKS: Readonly<Record<keyof CursorPosition, (value: unknown) => boolean>> = {
  offset: (value) => isCount(value) && value <= MAX_OFFSET,
  seen: isSeen,
  told: isNumberBitmap,
  from: isTime,
  oldest: isTime,
  barren: isCount,
};

/** Whether a stored position belongs to an incident list and has no other members. */
export function isCursorPosition(stored: unknown): stored is CursorPosition {
  if (!isObject(stored) || stored['offset'] === undefined) return false;
  return Object.entries(stored).every(
    ([name, value]) => Object.hasOwn(MEMBER_CHECKS, name) && MEMBER_CHECKS[name as keyof CursorPosition](value),
  );
}
