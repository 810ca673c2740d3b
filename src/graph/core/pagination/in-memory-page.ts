import { lacking, leftOutOf } from '../../../upstream/transport/partial-list.js';
import { textOf } from '../../../shared/json.js';
import { Connection } from './connection.type.js';
import { checkedPageSize, decodeCursor, encodeCursor, type ListKey } from './cursor.js';
import type { PageArgs } from './page.args.js';

/** What `first` means when it is given as null. */
const USUAL_PAGE = 50;

interface Named {
  readonly id: string;
  readonly name?: string | null;
}

/** Of a name or an id: what lies behind it ranks nothing, so that every position fits into a cursor. */
const RANKING_LENGTH = 200;

/** Name and id of the last entry seen, so that a page is right even when that entry is gone. */
type Position = readonly [name: string, id: string];

const isPosition = (stored: unknown): stored is Position =>
  Array.isArray(stored) &&
  stored.length === 2 &&
  stored.every((part) => typeof part === 'string' && part.length <= RANKING_LENGTH);

/** A name that is no text costs its own field, not the list. */
const positionOf = ({ name, id }: Named): Position => [
  (textOf(name) ?? '').slice(0, RANKING_LENGTH),
  id.slice(0, RANKING_LENGTH),
];

function byPosition([name, id]: Position, [otherName, otherId]: Position): number {
  if (name !== otherName) return name < otherName ? -1 : 1;
  return id === otherId ? 0 : id < otherId ? -1 : 1;
}

/**
 * A page of a list that the upstream gives all at once and in no promised order: by name.
 *
 * @param list binds the cursors to this list
 * @param read is called once the arguments are judged
 */
export async function localPage<W extends Named, T>(
  { first, after }: PageArgs,
  list: ListKey,
  read: () => Promise<readonly W[]>,
  map: (wire: W) => T,
): Promise<Connection<T>> {
  const size = checkedPageSize(first ?? USUAL_PAGE);
  const start = after == null ? undefined : decodeCursor(list, after, isPosition);
  const given = await read();
  const all = given.toSorted((a, b) => byPosition(positionOf(a), positionOf(b)));
  const rest = start ? all.filter((one) => byPosition(positionOf(one), start) > 0) : all;
  const page = rest.slice(0, size);
  const connection = new Connection(page.map(map), {
    cursorAt: (index) => encodeCursor(list, positionOf(page[index] ?? { id: '' })),
    hasNextPage: rest.length > page.length,
    hasPreviousPage: rest.length < all.length,
    totalCount: all.length + leftOutOf(given),
  });
  return lacking(connection, leftOutOf(given));
}
