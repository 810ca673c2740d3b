import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import { Fault } from '../../../faults/fault.js';

/** To be increased when the stored position of any list changes its shape. */
const CURSOR_VERSION = 2;
const SIGNATURE_BYTES = 16;
/** The longest stored position needs less than 3000 characters. */
const MAX_CURSOR_LENGTH = 4_096;

/** The parts of an account context that cursors need. */
interface CursorAccount {
  /** Account key. */
  readonly key: string;
  /** Signs the cursors of the account. */
  readonly cursorKey: KeyObject;
}

/** Signs the positions of one list. */
export type CursorSigner = (position: Buffer) => Buffer;

/** Binds cursors to an account, a list, and every filter and order of the list, given as `parts`. */
export function createCursorSigner({ key, cursorKey }: CursorAccount, ...parts: readonly unknown[]): CursorSigner {
  let listName: string | undefined;
  return (position) => {
    listName ??= JSON.stringify([CURSOR_VERSION, key, ...parts]);
    const signature = createHmac('sha256', cursorKey).update(listName).update('\n').update(position).digest();
    return signature.subarray(0, SIGNATURE_BYTES);
  };
}

/** Returns an opaque cursor: the signature and the position as JSON. */
export function encodeCursor(signer: CursorSigner, position: unknown): string {
  const bytes = Buffer.from(JSON.stringify(position));
  return Buffer.concat([signer(bytes), bytes]).toString('base64url');
}

/**
 * Returns the position in a cursor made by `encodeCursor` for this list. Any other text is rejected, also another base64url
 * spelling of the same bytes.
 *
 * @param isPosition type guard of the stored position
 * @throws {Fault} `INVALID_INPUT` at `after` for an edited cursor, or one of another list, filter, order, account or version
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
