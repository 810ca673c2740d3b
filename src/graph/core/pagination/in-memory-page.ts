import { markPartial, countOmitted } from '../../../upstream/transport/partial-list.js';
import { asString } from '../../../shared/json.js';
import { Connection } from './connection.type.js';
import { decodeCursor, encodeCursor, type CursorSigner } from './cursor.js';
import type { PageArgs } from './page.args.js';
import { DEFAULT_FIRST_OF_SHORT_LIST, validatePageSize } from './page-size.js';

interface NamedEntry {
  readonly id: string;
  readonly name?: string | null;
}

/** Characters of a name or id used for sorting, so that every position fits into a cursor. */
const MAX_SORT_KEY_LENGTH = 200;

/** Name and id of the last returned entry, so that the next page is correct even when the entry was deleted. */
type SortPosition = readonly [name: string, id: string];

const isSortPosition = (stored: unknown): stored is SortPosition =>
  Array.isArray(stored) &&
  stored.length === 2 &&
  stored.every((part) => typeof part === 'string' && part.length <= MAX_SORT_KEY_LENGTH);

/** A name that is not a string makes only its own field fail, not the list. */
const toPosition = ({ name, id }: NamedEntry): SortPosition => [
  (asString(name) ?? '').slice(0, MAX_SORT_KEY_LENGTH),
  id.slice(0, MAX_SORT_KEY_LENGTH),
];

function comparePositions([name, id]: SortPosition, [otherName, otherId]: SortPosition): number {
  if (name !== otherName) return name < otherName ? -1 : 1;
  return id === otherId ? 0 : id < otherId ? -1 : 1;
}

/**
 * Returns a page, sorted by name, of a list that the upstream returns whole and unsorted.
 *
 * @param signer binds the cursors to this list
 * @param read called after the arguments were validated
 */
export async function paginateInMemory<W extends NamedEntry, T>(
  { first, after }: PageArgs,
  signer: CursorSigner,
  read: () => Promise<readonly W[]>,
  map: (wire: W) => T,
): Promise<Connection<T>> {
  const size = validatePageSize(first, DEFAULT_FIRST_OF_SHORT_LIST);
  const start = after == null ? undefined : decodeCursor(signer, after, isSortPosition);
  const entries = await read();
  const sorted = entries.toSorted((a, b) => comparePositions(toPosition(a), toPosition(b)));
  const remaining = start ? sorted.filter((entry) => comparePositions(toPosition(entry), start) > 0) : sorted;
  const page = remaining.slice(0, size);
  const connection = new Connection(page.map(map), {
    cursorAt: (index) => encodeCursor(signer, toPosition(page[index] ?? { id: '' })),
    hasNextPage: remaining.length > page.length,
    hasPreviousPage: remaining.length < sorted.length,
    totalCount: sorted.length + countOmitted(entries),
  });
  return markPartial(connection, countOmitted(entries));
}
