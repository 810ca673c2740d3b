import type { Page, PageQuery } from '../../../upstream/pagerduty/wire.js';
import { markPartial } from '../../../upstream/transport/partial-list.js';
import { Fault } from '../../../faults/fault.js';
import { assertNotBlank } from '../input/validate.js';
import { Connection } from './connection.type.js';
import type { PagerDutyAccountContext } from '../context.js';
import { createCursorSigner, type CursorSigner } from './cursor.js';
import { validatePageSize } from './page-size.js';
import { advancePosition, decodeOffsetCursor, encodeOffsetCursor } from './offset-position.js';
import { MAX_OFFSET } from '../../../upstream/pagerduty/limits.js';
import { type ListEntry, readAfterPosition } from './offset-resume.js';
import type { PageArgs, SearchArgs } from './page.args.js';
import type { Selection } from '../selection/selection.js';

/**
 * Returns a page of a list that the upstream pages by offset.
 *
 * @param signer binds the cursors to this list and its filters
 * @param wantsTotal whether to request the total, which makes the upstream slower
 */
export async function paginateByOffset<W extends ListEntry, T>(
  args: PageArgs,
  signer: CursorSigner,
  wantsTotal: boolean,
  read: (page: PageQuery) => Promise<Page<W>>,
  map: (wire: W) => T,
): Promise<Connection<T>> {
  const size = validatePageSize(args.first);
  const start = args.after == null ? undefined : decodeOffsetCursor(signer, args.after);
  if (start && Math.max(start.offset, start.returnedCount) >= MAX_OFFSET) throw createTooDeepFault();
  const { entries, hasMore, total, omittedCount } = await readAfterPosition(start, size, (page) =>
    read({ ...page, total: wantsTotal }),
  );
  const page = entries.slice(0, size);
  const ids = page.map(({ wire }) => wire.id);
  const connection = new Connection(
    page.map(({ wire }) => map(wire)),
    {
      cursorAt: (index) =>
        encodeOffsetCursor(signer, advancePosition(start, ids, index, page[index]?.offsetAfter ?? 0)),
      hasNextPage: hasMore || entries.length > size,
      hasPreviousPage: start !== undefined,
      totalCount: total,
    },
  );
  return markPartial(connection, omittedCount);
}

/**
 * Returns a page of the objects of one type whose name contains `query`.
 *
 * @param listName name of the list in its cursors
 * @throws {Fault} `INVALID_INPUT` at `query`, `first` or `after`
 */
export async function paginateByName<W extends ListEntry, T>(
  listName: string,
  args: SearchArgs,
  accountContext: PagerDutyAccountContext,
  selection: Selection,
  read: (query: PageQuery & { readonly query?: string }) => Promise<Page<W>>,
  map: (wire: W, accountContext: PagerDutyAccountContext) => T,
): Promise<Connection<T>> {
  const filter = args.query == null ? {} : { query: assertNotBlank(args.query, ['query']) };
  return paginateByOffset(
    args,
    createCursorSigner(accountContext, listName, filter),
    selection.has('totalCount'),
    (page) => read({ ...page, ...filter }),
    (wire) => map(wire, accountContext),
  );
}

/** PagerDuty rejects offsets beyond `MAX_OFFSET`; a narrower filter is the only way to further entries. */
export function createTooDeepFault(): Fault {
  return new Fault(
    'INVALID_INPUT',
    `PagerDuty returns at most ${MAX_OFFSET} entries of a list. Narrow the filter to read further.`,
    {
      field: ['after'],
    },
  );
}
