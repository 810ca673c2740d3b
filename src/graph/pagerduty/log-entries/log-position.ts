import { isObject } from '../../../shared/json.js';
import { MAX_OFFSET } from '../../../upstream/pagerduty/limits.js';

/**
 * A position in the log of an account, as a cursor stores it: the member names are part of the cursor format. Times are whole
 * seconds in milliseconds since the epoch.
 */
export interface LogPosition {
  /** Everything after this second was returned. Without `id`, this second, too. */
  readonly at: number;
  /** Only entries of this second with a smaller id are left. */
  readonly id?: string | undefined;
  /** Length of the next window. */
  readonly span: number;
  /** Number of entries already passed in a second with too many entries for one response. */
  readonly offset?: number | undefined;
  /** Number of pages in a row that ended because no call was left. */
  readonly short?: number | undefined;
}

const MAX_ID_LENGTH = 64;

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;
/** The range of `Date`, less what windows add. */
const isTime = (value: unknown): boolean => Number.isInteger(value) && Math.abs(Number(value)) < 8e15;

/** The check of each member. */
const MEMBER_CHECKS: Readonly<Record<keyof LogPosition, (value: unknown) => boolean>> = {
  at: isTime,
  id: (value) => typeof value === 'string' && value.length <= MAX_ID_LENGTH,
  span: (value) => isTime(value) && Number(value) > 0,
  offset: (value) => isCount(value) && Number(value) < MAX_OFFSET,
  short: isCount,
};

/** Whether a stored position belongs to a log and has no other members. */
export function isLogPosition(stored: unknown): stored is LogPosition {
  if (!isObject(stored) || stored['at'] === undefined || stored['span'] === undefined) return false;
  return Object.entries(stored).every(
    ([name, value]) => Object.hasOwn(MEMBER_CHECKS, name) && MEMBER_CHECKS[name as keyof LogPosition](value),
  );
}
