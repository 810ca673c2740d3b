import type { WireNotification } from '../../../upstream/cloudflare/wire.js';
import { markPartial, countOmitted, getUpstreamIndex } from '../../../upstream/transport/partial-list.js';
import { isObject, asString } from '../../../shared/json.js';
import { Connection } from '../../core/pagination/connection.type.js';
import type { CloudflareAccountContext } from '../../core/context.js';
import { validatePageSize, decodeCursor, encodeCursor, createCursorSigner } from '../../core/pagination/cursor.js';
import { assertDateRangeNotEmpty } from '../../core/input/date-range.js';
import type { NotificationArgs } from './notification.args.js';
import { toNotification } from './notification.map.js';
import type { Notification } from './notification.type.js';
import { toNumberedPage } from './page-number.js';

/** Where a page begins. */
interface Position {
  /** Notifications before it. */
  readonly offset: number;
  /** Where the list begins, ISO 8601: what is sent later would push all others down. */
  readonly before: string;
}

const isPosition = (stored: unknown): stored is Position => {
  if (!isObject(stored) || Object.keys(stored).length !== 2) return false;
  const { offset, before } = stored;
  return Number.isSafeInteger(offset) && Number(offset) > 0 && typeof before === 'string' && isDate(before);
};

const isDate = (text: string): boolean => !Number.isNaN(Date.parse(text));

/**
 * A page of what an account's policies sent, newest first, in one call. Cloudflare gives no total; one entry more than
 * asked for tells whether the list goes on.
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
  const start = after == null ? undefined : decodeCursor(signer, after, isPosition);
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
      cursorAt: (index) => encodeCursor(signer, { offset: offsetAfter(index), before } satisfies Position),
      hasNextPage: received > size,
      hasPreviousPage: offset > 0,
      totalCount: total,
    },
  );
  return markPartial(connection, Math.min(received, size) - found.length);
}

/**
 * Just after the newest entry of a first page, as Cloudflare dates it: by our clock what was sent a moment ago might not
 * be in the list.
 */
function findListStart(items: readonly WireNotification[], until: Date | null | undefined): string {
  const isNewest = getUpstreamIndex(items, 0) === 0;
  const sent = Date.parse((isNewest && asString(items[0]?.sent)) || '') + 1;
  return new Date(Math.min(Number.isNaN(sent) ? Date.now() : sent, until?.getTime() ?? Infinity)).toISOString();
}
