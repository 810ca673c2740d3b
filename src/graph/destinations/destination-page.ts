import type { WireDestination } from '../../upstream/cloudflare/wire.js';
import { Connection } from '../connection.type.js';
import type { CloudflareAccess } from '../context.js';
import { checkedPageSize, decodeCursor, encodeCursor, listKey } from '../cursor.js';
import { toDestination } from './destination.map.js';
import type { PagerDutyDestination } from './destination.type.js';
import type { PageArgs } from '../paging.args.js';

/** What `first` means when it is given as null. */
const USUAL_PAGE = 50;

/** Name and id of the last entry seen, so that a page is right even when that entry is gone. */
type Position = readonly [name: string, id: string];

const isPosition = (stored: unknown): stored is Position =>
  Array.isArray(stored) && stored.length === 2 && stored.every((part) => typeof part === 'string');

const positionOf = ({ name, id }: WireDestination): Position => [name ?? '', id];

function byPosition([name, id]: Position, [otherName, otherId]: Position): number {
  if (name !== otherName) return name < otherName ? -1 : 1;
  return id === otherId ? 0 : id < otherId ? -1 : 1;
}

/** A page of the destinations by name; Cloudflare gives them all at once and in no promised order. */
export async function destinationPage(
  { first, after }: PageArgs,
  access: CloudflareAccess,
): Promise<Connection<PagerDutyDestination>> {
  const list = listKey('pagerDutyDestinations', access.key);
  const size = checkedPageSize(first ?? USUAL_PAGE);
  const start = after == null ? undefined : decodeCursor(list, after, isPosition);
  const all = (await access.loaders.destinations()).toSorted((a, b) => byPosition(positionOf(a), positionOf(b)));
  const rest = start ? all.filter((one) => byPosition(positionOf(one), start) > 0) : all;
  const page = rest.slice(0, size);
  return new Connection(
    page.map((wire) => toDestination(wire, access)),
    {
      cursorAt: (index) => encodeCursor(list, positionOf(page[index] ?? { id: '' })),
      hasNextPage: rest.length > page.length,
      hasPreviousPage: rest.length < all.length,
      totalCount: all.length,
    },
  );
}
