import type { LogEntryInclude, WireLogEntry } from '../../../upstream/pagerduty/wire-alert.js';
import { markPartial } from '../../../upstream/transport/partial-list.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { assertDateRangeNotEmpty, type TimeBounds } from '../../core/input/date-range.js';
import { Connection } from '../../core/pagination/connection.type.js';
import { createCursorSigner, decodeCursor, encodeCursor } from '../../core/pagination/cursor.js';
import { validatePageSize, MAX_CALLS_PER_PAGE } from '../../core/pagination/page-size.js';
import type { AccountLogArgs } from './account-log.args.js';
import { toCountTimes } from './log-bounds.js';
import { toLogEntry } from './log-entry.map.js';
import type { LogEntry } from './log-entry.type.js';
import { isLogPosition } from './log-position.js';
import { LogWalker } from './log-walker.js';

export interface AccountLogOptions {
  readonly include: readonly LogEntryInclude[];
  readonly wantsTotal: boolean;
}

/**
 * Reads a page of the log of an account.
 *
 * @throws {Fault} `INVALID_INPUT` at `first`, `after` or `since`, before any call; see `LogWalker.nextPage`
 */
export async function readAccountLog(
  { since, until, overviewOnly, ...page }: AccountLogArgs,
  accountContext: PagerDutyAccountContext,
  { include, wantsTotal }: AccountLogOptions,
): Promise<Connection<LogEntry>> {
  const { client } = accountContext;
  const signer = createCursorSigner(accountContext, 'log', since, until, overviewOnly);
  const size = validatePageSize(page.first);
  const start = page.after == null ? undefined : decodeCursor(signer, page.after, isLogPosition);
  assertDateRangeNotEmpty(since, until, ['since']);
  const bounds: TimeBounds = { since: since?.getTime(), until: until?.getTime() };
  const walker = new LogWalker(bounds, client.now(), start, MAX_CALLS_PER_PAGE - (wantsTotal ? 1 : 0));
  const filter = { isOverview: overviewOnly, include };
  const [entries, totalCount] = await Promise.all([
    walker.nextPage(size, (query) => client.listAccountLogEntries({ ...query, ...filter })),
    wantsTotal ? countEntries(bounds, overviewOnly, accountContext) : null,
  ]);
  const connection = new Connection(
    entries.map((wire: WireLogEntry) => toLogEntry(wire, accountContext)),
    {
      cursorAt: (index) => encodeCursor(signer, walker.positionAt(index)),
      cursorAfterEmptyPage: () => encodeCursor(signer, walker.positionAfterEmptyPage()),
      hasNextPage: walker.hasNextPage,
      hasPreviousPage: start !== undefined,
      totalCount,
    },
  );
  return markPartial(connection, walker.unreadableCount);
}

async function countEntries(
  bounds: TimeBounds,
  isOverview: boolean,
  { client }: PagerDutyAccountContext,
): Promise<number | null> {
  const query = { limit: 1, offset: 0, total: true, isOverview, ...toCountTimes(bounds) };
  return (await client.listAccountLogEntries(query)).total;
}
