import type { Page, WireIncident } from '../../../../upstream/pagerduty/wire.js';
import { lacking } from '../../../../upstream/transport/partial-list.js';
import { Connection } from '../../../core/pagination/connection.type.js';
import { checkedPageSize, decodeCursor, encodeCursor, type ListKey } from '../../../core/pagination/cursor.js';
import { MOST_CALLS_A_PAGE } from '../../../core/pagination/offset-page.js';
import type { PageArgs } from '../../../core/pagination/page.args.js';
import type { WireOrder } from './sort-order.js';
import { isPosition, type Position } from './cursor-position.js';
import { IncidentWalk, type ReadStretch } from './paginator.js';
import { type Bounds, countedWindow } from './paging-window.js';
import type { Incident } from '../incident.type.js';

/** A page as it was asked for, judged. */
export interface AskedPage {
  readonly limit: number;
  readonly start?: Position | undefined;
}

/** A list of incidents and how it is read. */
export interface IncidentListing {
  /** Binds the cursors to the filter and the order. */
  readonly list: ListKey;
  readonly order: WireOrder;
  readonly bounds?: Bounds;
  /** PagerDuty's clock. */
  readonly now: () => number;
  /** Calls that were made already to understand the filter. */
  readonly callsBefore?: number;
  readonly wantsTotal: boolean;
  readonly read: (query: Parameters<ReadStretch>[0] & { readonly total: boolean }) => Promise<Page<WireIncident>>;
  readonly map: (wire: WireIncident) => Incident;
}

/**
 * Judges `first` and `after` without any call.
 *
 * @param list binds the cursor
 * @throws {Fault} `INVALID_INPUT` at `first` or `after`
 */
export function askedPage({ first, after }: PageArgs, list: ListKey): AskedPage {
  return { limit: checkedPageSize(first), start: after == null ? undefined : decodeCursor(list, after, isPosition) };
}

/** @throws {Fault} `INVALID_INPUT` where an order that does not follow creation ends: at 10000 entries or 180 days */
export async function incidentPage(
  { limit, start }: AskedPage,
  listing: IncidentListing,
): Promise<Connection<Incident>> {
  const { list, order, bounds = {}, now, wantsTotal, callsBefore = 0, read, map } = listing;
  const mostCalls = MOST_CALLS_A_PAGE - callsBefore - (wantsTotal ? 1 : 0);
  const walk = new IncidentWalk(order, bounds, now, { position: start, mostCalls });
  const found = await walk.next(limit, (stretch) =>
    read({ ...stretch, total: wantsTotal && stretch.since === undefined }),
  );
  const isWhole = start === undefined && !walk.goesOn;
  const connection = new Connection(found.map(map), {
    cursorAt: (index) => encodeCursor(list, walk.positionAt(index)),
    cursorBehindNothing: () => encodeCursor(list, walk.positionBehindNothing()),
    hasNextPage: walk.goesOn,
    hasPreviousPage: start !== undefined,
    totalCount: isWhole
      ? found.length + walk.leftOut
      : (walk.totalCount ?? (wantsTotal ? await countWithin(bounds, listing) : null)),
  });
  return lacking(connection, walk.leftOut);
}

/** How many there are within bounds of one window; null without a beginning, and for longer ones. */
async function countWithin(bounds: Bounds, { order, now, read }: IncidentListing): Promise<number | null> {
  const window = countedWindow(bounds, now());
  if (!window) return null;
  const { total } = await read({ limit: 1, offset: 0, sortBy: order.sortBy, ...window, total: true });
  return total;
}
