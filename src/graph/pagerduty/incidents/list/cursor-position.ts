import { isObject } from '../../../../shared/json.js';
import { DEEPEST_OFFSET } from '../../../core/pagination/offset-position.js';
import type { Seen } from './sort-order.js';
import { areNumbersPacked, type PackedNumbers } from './number-bitmap.js';

/** Where a walk through a list stands: what a cursor stores. Times in milliseconds since the epoch. */
export interface Position {
  /** Entries of the current window already passed; of all time while there is no window. */
  readonly offset: number;
  /** The last incident told; absent before the first, and where the order does not follow creation. */
  readonly seen?: Seen | undefined;
  /** Those told of the second of `seen`, where their numbers do not rank them. */
  readonly told?: PackedNumbers | undefined;
  /** Where the current window begins, in the direction of the walk. */
  readonly from?: number | undefined;
  /** When the oldest incident was created, once that was asked. */
  readonly oldest?: number | undefined;
  /** How many pages in a row, up to here, were empty although the list goes on. */
  readonly barren?: number | undefined;
}

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
/** What `Date` can tell, less what windows add. */
const isTime = (value: unknown): value is number => Number.isInteger(value) && Math.abs(Number(value)) < 8e15;
const isSeen = (value: unknown): value is Seen =>
  isObject(value) && isTime(value['at']) && Number.isSafeInteger(value['number']);

/** What each member must look like. */
const MEMBERS: Readonly<Record<keyof Position, (value: unknown) => boolean>> = {
  offset: (value) => isWhole(value) && value <= DEEPEST_OFFSET,
  seen: isSeen,
  told: areNumbersPacked,
  from: isTime,
  oldest: isTime,
  barren: isWhole,
};

/** Whether a cursor's position is one of a list of incidents, with nothing else in it. */
export function isPosition(stored: unknown): stored is Position {
  if (!isObject(stored) || stored['offset'] === undefined) return false;
  return Object.entries(stored).every(
    ([name, value]) => Object.hasOwn(MEMBERS, name) && MEMBERS[name as keyof Position](value),
  );
}
