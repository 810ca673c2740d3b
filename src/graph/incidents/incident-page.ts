import type { IncidentQuery, Page, WireIncident } from '../../upstream/pagerduty/wire.js';
import { Connection } from '../connection.type.js';
import { checkedPageSize, decodeCursor, encodeCursor, type ListKey } from '../cursor.js';
import type { PageArgs } from '../paging.args.js';
import type { WireOrder } from './incident-order.js';
import { IncidentWalk, type Bounds, type Position, type Stretch } from './incident-walk.js';
import type { Incident } from './incident.type.js';

/** Before PagerDuty was: a cursor that was tampered with may not make the gateway look through ages. */
const EARLIEST = Date.UTC(2000, 0);
const DAY_MS = 24 * 60 * 60 * 1000;

const isTime = (value: unknown): boolean =>
  typeof value === 'number' && value >= EARLIEST && value <= Date.now() + DAY_MS;
const isOffset = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0;

const isPosition = (stored: unknown): stored is Position => {
  if (typeof stored !== 'object' || stored === null) return false;
  const { offset, seen, from, to } = stored as Partial<Record<keyof Position, unknown>>;
  const { at, number } = (seen ?? {}) as Partial<Position['seen']>;
  const areTimes = [from, to].every((time) => time === undefined || isTime(time));
  return isOffset(offset) && typeof at === 'string' && isTime(Date.parse(at)) && Number.isInteger(number) && areTimes;
};

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
  /** Whether incidents may leave it. */
  readonly mayShrink?: boolean;
  readonly read: (stretch: Stretch & Pick<IncidentQuery, 'total'>) => Promise<Page<WireIncident>>;
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
  const { list, order, bounds = {}, mayShrink, read, map } = listing;
  const walk = new IncidentWalk(order, bounds, Date.now(), { position: start, mayShrink });
  const found = await walk.next(limit, read);
  return new Connection(
    found.map(({ wire }) => map(wire)),
    {
      cursorAt: (index) => encodeCursor(list, found[index]?.position),
      hasNextPage: walk.goesOn,
      hasPreviousPage: start !== undefined,
      totalCount: walk.totalCount,
    },
  );
}
