import { hash } from 'node:crypto';
import { Fault } from '../faults/fault.js';

const VERSION = 1;

/** Where in which list a page begins. Opaque to callers. */
interface Stored {
  readonly v: typeof VERSION;
  readonly list: string;
  readonly position: unknown;
}

/** A short name for a list and everything that decides what is in it, so that its cursors fit no other list. */
export type ListKey = () => string;

/** The name is made when a cursor is: most pages are asked for without. */
export function listKey(...parts: readonly unknown[]): ListKey {
  let name: string | undefined;
  return () => (name ??= hash('sha256', JSON.stringify(parts), 'base64url').slice(0, 12));
}

export function encodeCursor(list: ListKey, position: unknown): string {
  const stored: Stored = { v: VERSION, list: list(), position };
  return Buffer.from(JSON.stringify(stored)).toString('base64url');
}

/**
 * @param isPosition says whether the stored position has the shape this list's cursors have
 * @throws {Fault} `INVALID_INPUT` at `after` for a cursor of another list, filter, order, account or version
 */
export function decodeCursor<P>(list: ListKey, cursor: string, isPosition: (position: unknown) => position is P): P {
  const stored = parse(cursor);
  if (typeof stored === 'object' && stored !== null && 'v' in stored && 'list' in stored && 'position' in stored) {
    if (stored.v === VERSION && stored.list === list() && isPosition(stored.position)) return stored.position;
  }
  throw new Fault('INVALID_INPUT', 'This cursor is not one of this list with these filters and this order.', {
    field: ['after'],
  });
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/** What `first` means when it is given as null. */
const USUAL_PAGE = 25;

/** @throws {Fault} `INVALID_INPUT` unless 1 to 100 */
export function checkedPageSize(first: number | null | undefined): number {
  const size = first ?? USUAL_PAGE;
  if (size < 1 || size > 100) throw new Fault('INVALID_INPUT', 'A page has 1 to 100 entries.', { field: ['first'] });
  return size;
}
