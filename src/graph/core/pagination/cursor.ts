import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import { Fault } from '../../../faults/fault.js';

/** Changes whenever a position of some list gets another shape. */
const CURSOR_VERSION = 2;
const SIGNATURE_BYTES = 16;
/** The longest position that is stored needs fewer than 3000. */
const MAX_CURSOR_LENGTH = 4_096;

/** An account that has lists. */
interface CursorAccount {
  /** Its configured key. */
  readonly key: string;
  /** Signs its cursors. */
  readonly cursorKey: KeyObject;
}

/** Signs positions in one list. */
export type CursorSigner = (position: Buffer) => Buffer;

/**
 * Binds cursors to an account, a list of it and everything that decides what is in the list and in which order, so that
 * they fit no other.
 */
export function createCursorSigner({ key, cursorKey }: CursorAccount, ...parts: readonly unknown[]): CursorSigner {
  let listName: string | undefined;
  return (position) => {
    listName ??= JSON.stringify([CURSOR_VERSION, key, ...parts]);
    const signature = createHmac('sha256', cursorKey).update(listName).update('\n').update(position).digest();
    return signature.subarray(0, SIGNATURE_BYTES);
  };
}

/** Opaque to callers: the signature, then the position as JSON. */
export function encodeCursor(signer: CursorSigner, position: unknown): string {
  const bytes = Buffer.from(JSON.stringify(position));
  return Buffer.concat([signer(bytes), bytes]).toString('base64url');
}

/**
 * The position that `encodeCursor` stored, for this list. Every cursor that was not made so is refused, one that only
 * spells the same bytes differently too.
 *
 * @param isPosition says whether the stored position has the shape this list's cursors have
 * @throws {Fault} `INVALID_INPUT` at `after` for a cursor of another list, filter, order, account or version, and for
 * one that was edited
 */
export function decodeCursor<P>(
  signer: CursorSigner,
  cursor: string,
  isPosition: (position: unknown) => position is P,
): P {
  const position = parseSignedPosition(signer, cursor);
  if (position !== undefined && isPosition(position)) return position;
  throw new Fault(
    'INVALID_INPUT',
    'The cursor belongs to a different list, filter or order. Start again without `after`.',
    {
      field: ['after'],
    },
  );
}

function parseSignedPosition(signer: CursorSigner, cursor: string): unknown {
  if (cursor.length > MAX_CURSOR_LENGTH) return undefined;
  const bytes = Buffer.from(cursor, 'base64url');
  if (bytes.length <= SIGNATURE_BYTES || bytes.toString('base64url') !== cursor) return undefined;
  const position = bytes.subarray(SIGNATURE_BYTES);
  if (!timingSafeEqual(signer(position), bytes.subarray(0, SIGNATURE_BYTES))) return undefined;
  return JSON.parse(position.toString('utf8'));
}

/** What `first` means when it is given as null. */
const DEFAULT_PAGE_SIZE = 25;

/** @throws {Fault} `INVALID_INPUT` unless 1 to 100 */
export function validatePageSize(first: number | null | undefined): number {
  const size = first ?? DEFAULT_PAGE_SIZE;
  if (size < 1 || size > 100)
    throw new Fault('INVALID_INPUT', '`first` must be between 1 and 100.', { field: ['first'] });
  return size;
}
