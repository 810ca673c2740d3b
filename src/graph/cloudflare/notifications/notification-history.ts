import type { WireNotification } from '../../../upstream/cloudflare/wire.js';
import { lacking, leftOutOf, placeOf } from '../../../upstream/transport/partial-list.js';
import { isObject, textOf } from '../../../shared/json.js';
import { Connection } from '../../core/pagination/connection.type.js';
import type { CloudflareAccess } from '../../core/context.js';
import { checkedPageSize, decodeCursor, encodeCursor, listKey } from '../../core/pagination/cursor.js';
import { refuseEmptyWindow } from '../../core/input/date-range.js';
import type { NotificationArgs } from './notification.args.js';
import { toNotification } from './notification.map.js';
import type { Notification } from './notification.type.js';
import { numberedPage } from './page-number.js';

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
  return Number.isSafeInteger(offset) && Number(offset) > 0 && typeof before === 'string' && isTime(before);
};

const isTime = (text: string): boolean => !Number.isNaN(Date.parse(text));

/**
 * A page of what an account's policies sent, newest first, in one call. Cloudflare gives no total; one entry more than
 * asked for tells whether the list goes on.
 *
 * @throws {Fault} `INVALID_INPUT` at `since`, `first` or `after`
 */
export async function notificationPage(
  { first, after, since, until }: NotificationArgs,
  access: CloudflareAccess,
): Promise<Connection<Notification>> {
  refuseEmptyWindow(since, until, ['since']);
  const list = listKey(access, 'notificationHistory', since, until);
  const size = checkedPageSize(first);
  const start = after == null ? undefined : decodeCursor(list, after, isPosition);
  const { offset = 0, before: end = until?.toISOString() } = start ?? {};
  const { page, perPage, skip } = numberedPage(offset, size + 1);
  const window = { ...(end !== undefined && { before: end }), ...(since && { since: since.toISOString() }) };
  const { items, total } = await access.client.listHistory({ page, perPage, ...window });
  const before = start?.before ?? beginningOf(items, until);
  const placed = items.map((wire, index) => ({ wire, place: placeOf(items, index) - skip }));
  const found = placed.filter(({ place }) => place >= 0 && place < size);
  const given = items.length + leftOutOf(items) - skip;
  const behind = (index: number) => offset + (found[index]?.place ?? 0) + 1;
  const connection = new Connection(
    found.map(({ wire }) => toNotification(wire, access)),
    {
      cursorAt: (index) => encodeCursor(list, { offset: behind(index), before } satisfies Position),
      hasNextPage: given > size,
      hasPreviousPage: offset > 0,
      totalCount: total,
    },
  );
  return lacking(connection, Math.min(given, size) - found.length);
}

/**
 * Just after the newest entry of a first page, as Cloudflare dates it: by our clock what was sent a moment ago might not
 * be in the list.
 */
function beginningOf(items: readonly WireNotification[], until: Date | null | undefined): string {
  const isNewest = placeOf(items, 0) === 0;
  const sent = Date.parse((isNewest && textOf(items[0]?.sent)) || '') + 1;
  return new Date(Math.min(Number.isNaN(sent) ? Date.now() : sent, until?.getTime() ?? Infinity)).toISOString();
}
