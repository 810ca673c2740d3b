import type { WireNotification } from '../../../upstream/cloudflare/wire.js';
import { markPartial, countOmitted, getUpstreamIndex } from '../../../upstream/transport/partial-list.js';
import { isObject, asString } from '../../../shared/json.js';
import { Connection } from '../../core/pagination/connection.type.js';
import type { CloudflareAccountContext } from '../../core/context.js';
import { decodeCursor, encodeCursor, createCursorSigner } from '../../core/pagination/cursor.js';
import { validatePageSize } from '../../core/pagination/page-size.js';
import { assertDateRangeNotEmpty } from '../../core/input/date-range.js';
import type { NotificationArgs } from './notification.args.js';
import { toNotification } from './notification.map.js';
import type { Notification } from './notification.type.js';
import { toNumberedPage } from './page-number.js';

/** Start of a page, as stored in a cursor. */
interface HistoryPosition {
  /** Number of notifications before the page. */
  readonly offset: number;
  /** Upper bound of the list, ISO 8601: later notifications would shift all offsets. */
  readonly before: string;
}

const isHistoryPosition = (stored: unknown): stored is HistoryPosition => {
  if (!isObject(stored) || Object.keys(stored).length !== 2) return false;
  const { offset, before } = stored;
  return Number.isSafeInteger(offset) && Number(offset) > 0 && typeof before === 'string' && isDate(before);
};

const isDate = (text: string): boolean => !Number.isNaN(Date.parse(text));

/**
 * Returns a page of the notifications of an account, newest first, with one call. It requests one entry more than the page
 * size to find out whether more entries follow, because Cloudflare returns no total.
 *
 * @throws {Fault} `INVALID_INPUT` at `since`, `first` or `after`
 */
export async function listNotifications(
  { first, after, since, until }: NotificationArgs,
  accountContext: CloudflareAccountContext,
): Promise<Connection<Notification>> {
  assertDateRangeNotEmpty(since, until, ['since']);
  const signer = createCursorSigner(accountContext, 'notificationHistory', since, until);
  const size = validatePageSize(first);
  const start = after == null ? undefined : decodeCursor(signer, after, isHistoryPosition);
  const { offset = 0, before: windowEnd = until?.toISOString() } = start ?? {};
  const { page, perPage, skip } = toNumberedPage(offset, size + 1);
  const window = {
    ...(windowEnd !== undefined && { before: windowEnd }),
    ...(since && { since: since.toISOString() }),
  };
  const { items, total } = await accountContext.client.listHistory({ page, perPage, ...window });
  const before = start?.before ?? findListStart(items, until);
  const placed = items.map((wire, index) => ({ wire, place: getUpstreamIndex(items, index) - skip }));
  const found = placed.filter(({ place }) => place >= 0 && place < size);
  const received = items.length + countOmitted(items) - skip;
  const offsetAfter = (index: number) => offset + (found[index]?.place ?? 0) + 1;
  const connection = new Connection(
    found.map(({ wire }) => toNotification(wire, accountContext)),
    {
      cursorAt: (index) => encodeCursor(signer, { offset: offsetAfter(index), before } satisfies HistoryPosition),
      hasNextPage: received > size,
      hasPreviousPage: offset > 0,
      totalCount: total,
    },
  );
  return markPartial(connection, Math.min(received, size) - found.length);
}

/**
 * Returns the time just after the newest entry of the first page, by Cloudflare's clock: our clock could exclude a
 * notification that was just sent.
 */
function findListStart(items: readonly WireNotification[], until: Date | null | undefined): string {
  const isNewest = getUpstreamIndex(items, 0) === 0;
  const sent = Date.parse((isNewest && asString(items[0]?.sent)) || '') + 1;
  return new Date(Math.min(Number.isNaN(sent) ? Date.now() : sent, until?.getTime() ?? Infinity)).toISOString();
}
