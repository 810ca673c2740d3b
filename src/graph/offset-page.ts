import type { Page, PageQuery } from '../upstream/pagerduty/wire.js';
import { lacking, leftOutOf, placeBehind } from '../upstream/transport/entries.js';
import { Fault } from '../faults/fault.js';
import { notBlank } from './check.js';
import { Connection } from './connection.type.js';
import type { PagerDutyAccess } from './context.js';
import { checkedPageSize, decodeCursor, encodeCursor, type ListKey, listKey } from './cursor.js';
import type { PageArgs, SearchArgs } from './paging.args.js';
import type { Selection } from './selection.js';

/** Upstream calls that one page of a list may cost. */
export const MOST_CALLS_A_PAGE = 10;
/** PagerDuty refuses offset + limit beyond this (contracts: pagerduty-rest section 4). */
export const DEEPEST_OFFSET = 10_000;

const isOffset = (position: unknown): position is number =>
  typeof position === 'number' && Number.isInteger(position) && position > 0 && position <= DEEPEST_OFFSET;

/**
 * A page of a list that the upstream pages by offset.
 *
 * @param list binds the cursors to this list and its filters
 * @param wantsTotal ask for the total, which makes the upstream's answer slower
 */
export async function offsetPage<W, T>(
  args: PageArgs,
  list: ListKey,
  wantsTotal: boolean,
  read: (page: PageQuery) => Promise<Page<W>>,
  map: (wire: W) => T,
): Promise<Connection<T>> {
  const size = checkedPageSize(args.first);
  const offset = args.after == null ? 0 : decodeCursor(list, args.after, isOffset);
  if (offset >= DEEPEST_OFFSET) throw tooDeep();
  const limit = Math.min(size, DEEPEST_OFFSET - offset);
  const page = await read({ limit, offset, total: wantsTotal });
  const { items } = page;
  const connection = new Connection(items.slice(0, limit).map(map), {
    cursorAt: (index) => encodeCursor(list, offset + placeBehind(items, index)),
    hasNextPage: page.more || items.length > limit,
    hasPreviousPage: offset > 0,
    totalCount: page.total,
  });
  return lacking(connection, leftOutOf(items));
}

/**
 * A page of one kind of an account's objects, found by part of their names.
 *
 * @param list its name, for the cursors
 * @throws {Fault} `INVALID_INPUT` at `query`, `first` or `after`
 */
export async function namedPage<W, T>(
  list: string,
  args: SearchArgs,
  access: PagerDutyAccess,
  connection: Selection,
  read: (query: PageQuery & { readonly query?: string }) => Promise<Page<W>>,
  map: (wire: W, access: PagerDutyAccess) => T,
): Promise<Connection<T>> {
  const filter = args.query == null ? {} : { query: notBlank(args.query, ['query']) };
  return offsetPage(
    args,
    listKey(access, list, filter),
    connection.has('totalCount'),
    (window) => read({ ...window, ...filter }),
    (wire) => map(wire, access),
  );
}

/** PagerDuty's lists end at 10000 entries; what lies behind can only be reached by narrowing the question. */
export function tooDeep(): Fault {
  return new Fault('INVALID_INPUT', 'PagerDuty lists no more than 10000 entries; narrow the filter to go further.', {
    field: ['after'],
  });
}
