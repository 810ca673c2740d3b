import type { Page, WireIncident } from '../../../../upstream/pagerduty/wire.js';
import { markPartial } from '../../../../upstream/transport/partial-list.js';
import { Connection } from '../../../core/pagination/connection.type.js';
import { decodeCursor, encodeCursor, type CursorSigner } from '../../../core/pagination/cursor.js';
import { validatePageSize, MAX_CALLS_PER_PAGE } from '../../../core/pagination/page-size.js';
import type { PageArgs } from '../../../core/pagination/page.args.js';
import type { SortOrder } from './sort-order.js';
import { isCursorPosition, type CursorPosition } from './cursor-position.js';
import { IncidentPaginator } from './paginator.js';
import type { TimeBounds } from '../../../core/input/date-range.js';
import { type PageWindow, toCountWindow } from './paging-window.js';
import type { Incident } from '../incident.type.js';

/** The validated arguments of a page. */
export interface PageRequest {
  readonly limit: number;
  readonly start?: CursorPosition | undefined;
}

/** An incident list and how to read it. */
export interface IncidentListSource {
  /** Binds the cursors to the filter and the order. */
  readonly signer: CursorSigner;
  readonly order: SortOrder;
  readonly bounds?: TimeBounds;
  /** PagerDuty's clock. */
  readonly now: () => number;
  /** Upstream calls already made for the filter. */
  readonly callsMade?: number;
  readonly wantsTotal: boolean;
  readonly read: (query: PageWindow & { readonly total: boolean }) => Promise<Page<WireIncident>>;
  readonly map: (wire: WireIncident) => Incident;
}

/**
 * Validates `first` and `after` without a call.
 *
 * @param signer of the list's cursors
 * @throws {Fault} `INVALID_INPUT` at `first` or `after`
 */
export function parsePageArgs({ first, after }: PageArgs, signer: CursorSigner): PageRequest {
  return {
    limit: validatePageSize(first),
    start: after == null ? undefined : decodeCursor(signer, after, isCursorPosition),
  };
}

/** @throws {Fault} `INVALID_INPUT` at the end of an order that does not follow creation: 10000 entries or 180 days */
export async function readIncidentPage(
  { limit, start }: PageRequest,
  source: IncidentListSource,
): Promise<Connection<Incident>> {
  const { signer, order, bounds = {}, now, wantsTotal, callsMade = 0, read, map } = source;
  const maxCalls = MAX_CALLS_PER_PAGE - callsMade - (wantsTotal ? 1 : 0);
  const paginator = new IncidentPaginator(order, bounds, now, { position: start, maxCalls });
  const incidents = await paginator.nextPage(limit, (window) =>
    read({ ...window, total: wantsTotal && window.since === undefined }),
  );
  const isComplete = start === undefined && !paginator.hasNextPage;
  const connection = new Connection(incidents.map(map), {
    cursorAt: (index) => encodeCursor(signer, paginator.positionAt(index)),
    cursorAfterEmptyPage: () => encodeCursor(signer, paginator.positionAfterEmptyPage()),
    hasNextPage: paginator.hasNextPage,
    hasPreviousPage: start !== undefined,
    totalCount: isComplete
      ? incidents.length + paginator.unreadableCount
      : (paginator.totalCount ?? (wantsTotal ? await countWithin(bounds, source) : null)),
  });
  return markPartial(connection, paginator.unreadableCount);
}

/** Counts the incidents within the bounds; null if no single window covers them. */
async function countWithin(bounds: TimeBounds, { order, now, read }: IncidentListSource): Promise<number | null> {
  const window = toCountWindow(bounds, now());
  if (!window) return null;
  const { total } = await read({ limit: 1, offset: 0, sortBy: order.sortBy, ...window, total: true });
  return total;
}
