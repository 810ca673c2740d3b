import type { Page, PageQuery } from '../../../upstream/pagerduty/wire.js';
import { lacking } from '../../../upstream/transport/partial-list.js';
import { Fault } from '../../../faults/fault.js';
import { notBlank } from '../input/validate.js';
import { Connection } from './connection.type.js';
import type { PagerDutyAccess } from '../context.js';
import { checkedPageSize, decodeCursor, encodeCursor, type ListKey, listKey } from './cursor.js';
import { DEEPEST_OFFSET, isOffsetPosition, positionBehind } from './offset-position.js';
import { type Listed, partBehind } from './offset-resume.js';
import type { PageArgs, SearchArgs } from './page.args.js';
import type { Selection } from '../selection/selection.js';

/** Upstream calls that one page of a list may cost. */
export const MOST_CALLS_A_PAGE = 10;

/**
 * A page of a list that the upstream pages by offset.
 *
 * @param list binds the cursors to this list and its filters
 * @param wantsTotal ask for the total, which makes the upstream's answer slower
 */
export async function offsetPage<W extends Listed, T>(
  args: PageArgs,
  list: ListKey,
  wantsTotal: boolean,
  read: (page: PageQuery) => Promise<Page<W>>,
  map: (wire: W) => T,
): Promise<Connection<T>> {
  const size = checkedPageSize(args.first);
  const start = args.after == null ? undefined : decodeCursor(list, args.after, isOffsetPosition);
  if (start && Math.max(start.offset, start.told) >= DEEPEST_OFFSET) throw tooDeep();
  const { entries, more, total, leftOut } = await partBehind(start, size, (page) =>
    read({ ...page, total: wantsTotal }),
  );
  const page = entries.slice(0, size);
  const ids = page.map(({ wire }) => wire.id);
  const connection = new Connection(
    page.map(({ wire }) => map(wire)),
    {
      cursorAt: (index) => encodeCursor(list, positionBehind(start, ids, index, page[index]?.behind ?? 0)),
      hasNextPage: more || entries.length > size,
      hasPreviousPage: start !== undefined,
      totalCount: total,
    },
  );
  return lacking(connection, leftOut);
}

/**
 * A page of one kind of an account's objects, found by part of their names.
 *
 * @param list its name, for the cursors
 * @throws {Fault} `INVALID_INPUT` at `query`, `first` or `after`
 */
export async function namedPage<W extends Listed, T>(
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
