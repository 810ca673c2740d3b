import { isObject } from '../../../shared/json.js';
import { MAX_OFFSET } from '../../../upstream/pagerduty/limits.js';
import { type CursorSigner, decodeCursor, encodeCursor } from './cursor.js';

/** Number of last returned ids in a cursor. Some of them may leave the list; all of them hardly do. */
const MAX_LAST_IDS = 3;
const MAX_ID_LENGTH = 64;

/** Start of a page of a list that is paged by offset. */
export interface OffsetPosition {
  /** Number of entries before the page, when the cursor was created. */
  readonly offset: number;
  /** Ids of the last returned entries, the most recent first. */
  readonly lastIds: readonly string[];
  /** Number of entries returned so far. */
  readonly returnedCount: number;
}

/** Keys of a position in a cursor. They are part of the cursor format. */
interface StoredPosition {
  readonly offset: number;
  readonly last: readonly string[];
  readonly told: number;
}

export function encodeOffsetCursor(signer: CursorSigner, position: OffsetPosition): string {
  const { offset, lastIds, returnedCount } = position;
  return encodeCursor(signer, { offset, last: lastIds, told: returnedCount } satisfies StoredPosition);
}

/** @throws {Fault} `INVALID_INPUT` at `after` for a cursor that is not one of this list */
export function decodeOffsetCursor(signer: CursorSigner, cursor: string): OffsetPosition {
  const { offset, last, told } = decodeCursor(signer, cursor, isStoredPosition);
  return { offset, lastIds: last, returnedCount: told };
}

const isPositiveCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > 0;

const isStoredId = (value: unknown): value is string => typeof value === 'string' && value.length <= MAX_ID_LENGTH;

function isStoredPosition(stored: unknown): stored is StoredPosition {
  if (!isObject(stored) || Object.keys(stored).length !== 3) return false;
  const { offset, last, told } = stored;
  const areIds = Array.isArray(last) && last.length <= MAX_LAST_IDS && last.every(isStoredId);
  return isPositiveCount(offset) && offset <= MAX_OFFSET && isPositiveCount(told) && areIds;
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
  const recentIds = ids.slice(Math.max(0, index + 1 - MAX_LAST_IDS), index + 1).toReversed();
  const lastIds = [...recentIds, ...(start?.lastIds ?? [])].slice(0, MAX_LAST_IDS);
  return { offset, lastIds: lastIds.filter(isStoredId), returnedCount: (start?.returnedCount ?? 0) + index + 1 };
}
