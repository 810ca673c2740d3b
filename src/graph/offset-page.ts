import type { Page, PageQuery } from '../upstream/pagerduty/wire.js';
import { Fault } from '../faults/fault.js';
import { Connection } from './connection.type.js';
import { checkedPageSize, decodeCursor, encodeCursor } from './cursor.js';
import type { PageArgs } from './paging.args.js';

/** PagerDuty refuses offset + limit beyond this (contracts: pagerduty-rest section 4). */
export const DEEPEST_OFFSET = 10_000;

const isOffset = (position: unknown): position is number =>
  typeof position === 'number' && Number.isInteger(position) && position > 0 && position <= DEEPEST_OFFSET;

/**
 * A page of a list that the upstream pages by offset.
 *
 * @param list from `listKey`; binds the cursors to this list and its filters
 * @param wantsTotal ask for the total, which makes the upstream's answer slower
 */
export async function offsetPage<W, T>(
  args: PageArgs,
  list: string,
  wantsTotal: boolean,
  read: (page: PageQuery) => Promise<Page<W>>,
  map: (wire: W) => T,
): Promise<Connection<T>> {
  const limit = checkedPageSize(args.first);
  const offset = args.after == null ? 0 : decodeCursor(list, args.after, isOffset);
  if (offset + limit > DEEPEST_OFFSET) throw tooDeep();
  const page = await read({ limit, offset, total: wantsTotal });
  return new Connection(page.items.map(map), {
    cursorAt: (index) => encodeCursor(list, offset + index + 1),
    hasNextPage: page.more,
    hasPreviousPage: offset > 0,
    totalCount: page.total,
  });
}

/** PagerDuty's lists end at 10000 entries; what lies behind can only be reached by narrowing the question. */
export function tooDeep(): Fault {
  return new Fault('INVALID_INPUT', 'PagerDuty lists no more than 10000 entries; narrow the filter to go further.', {
    field: ['after'],
  });
}
