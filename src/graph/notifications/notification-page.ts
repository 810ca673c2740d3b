import { Fault } from '../../faults/fault.js';
import { lacking, leftOutOf, placeOf } from '../../upstream/transport/entries.js';
import { Connection } from '../connection.type.js';
import type { CloudflareAccess } from '../context.js';
import { checkedPageSize, decodeCursor, encodeCursor, listKey } from '../cursor.js';
import type { NotificationArgs } from './notification.args.js';
import { toNotification } from './notification.map.js';
import type { Notification } from './notification.type.js';
import { numberedPage } from './numbered-page.js';

/** Where a page begins. */
interface Position {
  /** Notifications before it. */
  readonly offset: number;
  /** Where the list begins, ISO 8601: what is sent later would push all others down. */
  readonly before: string;
}

const isPosition = (stored: unknown): stored is Position => {
  if (typeof stored !== 'object' || stored === null) return false;
  const { offset, before } = stored as Partial<Record<keyof Position, unknown>>;
  return Number.isInteger(offset) && Number(offset) >= 0 && typeof before === 'string';
};

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
  const now = new Date();
  if (since && since > (until ?? now)) {
    throw new Fault('INVALID_INPUT', 'This is after the end of the window.', { field: ['since'] });
  }
  const list = listKey(access, 'notificationHistory', since, until);
  const size = checkedPageSize(first);
  const start = after == null ? { offset: 0, before: endOf(until, now) } : decodeCursor(list, after, isPosition);
  const { offset, before } = start;
  const { page, perPage, skip } = numberedPage(offset, size + 1);
  const window = { before, ...(since && { since: since.toISOString() }) };
  const { items, total } = await access.client.listHistory({ page, perPage, ...window });
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

function endOf(until: Date | null | undefined, now: Date): string {
  return (until && until < now ? until : now).toISOString();
}
