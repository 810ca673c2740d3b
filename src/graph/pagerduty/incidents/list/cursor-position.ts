import { isObject } from '../../../../shared/json.js';
import { MAX_OFFSET } from '../../../core/pagination/offset-position.js';
import type { LastSeen } from './sort-order.js';
import { isNumberBitmap, type NumberBitmap } from './number-bitmap.js';

/** Where a walk through a list stands: what a cursor stores. Times in milliseconds since the epoch. */
export interface CursorPosition {
  /** Entries of the current window already passed; of all time while there is no window. */
  readonly offset: number;
  /** The last incident told; absent before the first, and where the order does not follow creation. */
  readonly seen?: LastSeen | undefined;
  /** Those told of the second of `seen`, where their numbers do not rank them. */
  readonly told?: NumberBitmap | undefined;
  /** Where the current window begins, in the direction of the walk. */
  readonly from?: number | undefined;
  /** When the oldest incident was created, once that was asked. */
  readonly oldest?: number | undefined;
  /** How many pages in a row, up to here, were empty although the list goes on. */
  readonly barren?: number | undefined;
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
/** What `Date` can tell, less what windows add. */
const isTime = (value: unknown): value is number => Number.isInteger(value) && Math.abs(Number(value)) < 8e15;
const isSeen = (value: unknown): value is LastSeen =>
  isObject(value) && isTime(value['at']) && Number.isSafeInteger(value['number']);

/** What each member must look like. */
const MEMBER_CHECKS: Readonly<Record<keyof CursorPosition, (value: unknown) => boolean>> = {
  offset: (value) => isCount(value) && value <= MAX_OFFSET,
  seen: isSeen,
  told: isNumberBitmap,
  from: isTime,
  oldest: isTime,
  barren: isCount,
};

/** Whether a cursor's position is one of a list of incidents, with nothing else in it. */
export function isCursorPosition(stored: unknown): stored is CursorPosition {
  if (!isObject(stored) || stored['offset'] === undefined) return false;
  return Object.entries(stored).every(
    ([name, value]) => Object.hasOwn(MEMBER_CHECKS, name) && MEMBER_CHECKS[name as keyof CursorPosition](value),
  );
}
