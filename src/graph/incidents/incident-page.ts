import { Fault } from '../../faults/fault.js';
import type { Page, PageQuery, WireIncident } from '../../upstream/pagerduty/wire.js';
import { Connection } from '../connection.type.js';
import { checkedPageSize, decodeCursor, encodeCursor } from '../cursor.js';
import { DEEPEST_OFFSET, tooDeep } from '../offset-page.js';
import { IncidentOrderField, OrderDirection, type IncidentOrder } from './incident-list.input.js';
import type { Incident } from './incident.type.js';
import type { PageArgs } from '../paging.args.js';

/** Where a page begins: behind so many entries, the last of which was this one. */
interface Position {
  readonly offset: number;
  readonly at: string;
  readonly number: number;
}

const isPosition = (stored: unknown): stored is Position =>
  typeof stored === 'object' &&
  stored !== null &&
  'offset' in stored &&
  Number.isInteger(stored.offset) &&
  'at' in stored &&
  typeof stored.at === 'string' &&
  'number' in stored &&
  Number.isInteger(stored.number);

/** The order as PagerDuty takes it: at most two criteria, the second making the first one stable. */
export function wireOrder(orderBy: readonly IncidentOrder[] | null | undefined): readonly string[] {
  const order = orderBy?.length ? orderBy : [{ field: IncidentOrderField.CREATED_AT, direction: OrderDirection.DESC }];
  const fields = new Set(order.map(({ field }) => field));
  if (order.length > 2 || fields.size < order.length) {
    throw new Fault('INVALID_INPUT', 'Incidents can be ordered by at most two different fields.', {
      field: ['orderBy'],
    });
  }
  const criteria = order.map(({ field, direction }) => `${field}:${direction}`);
  const stable = fields.has(IncidentOrderField.NUMBER) || criteria.length === 2;
  return stable
    ? criteria
    : [...criteria, `${IncidentOrderField.NUMBER}:${order[0]?.direction ?? OrderDirection.DESC}`];
}

type IsBehind = (wire: WireIncident, position: Position) => boolean;

/**
 * How to tell whether an incident stands behind a position, for the orders that new incidents push down. Those that
 * began in one second are told apart by number; where another criterion ranks them, all but the last one seen count as
 * behind, for one told twice is better than one left out.
 */
function isBehindIn([first, second]: readonly string[]): IsBehind | undefined {
  if (first === 'incident_number:desc') return (wire, { number }) => wire.incident_number < number;
  if (first !== 'created_at:desc') return undefined;
  const byNumber = second === 'incident_number:desc';
  return (wire, { at, number }) => {
    const time = Date.parse(wire.created_at) - Date.parse(at);
    const ranked = byNumber ? wire.incident_number < number : wire.incident_number !== number;
    return time < 0 || (time === 0 && ranked);
  };
}

/** A page as it was asked for, judged. */
export interface AskedPage {
  readonly limit: number;
  readonly start?: Position | undefined;
}

/**
 * Judges `first` and `after` without any call.
 *
 * @param list from `listKey`; binds the cursors to the filter and the order
 * @throws {Fault} `INVALID_INPUT` at `first` or `after`
 */
export function askedPage({ first, after }: PageArgs, list: string): AskedPage {
  return { limit: checkedPageSize(first), start: after == null ? undefined : decodeCursor(list, after, isPosition) };
}

/**
 * A page of incidents. New incidents push a newest-first list down while a caller pages through it; what the caller has
 * seen already is left out and the page is filled from further down, so nothing is told twice.
 *
 * @param list from `listKey`; binds the cursors to the filter and the order
 */
export async function incidentPage(
  { limit, start }: AskedPage,
  list: string,
  order: readonly string[],
  read: (page: PageQuery) => Promise<Page<WireIncident>>,
  map: (wire: WireIncident) => Incident,
): Promise<Connection<Incident>> {
  const isBehind = start && isBehindIn(order);
  const found: { readonly wire: WireIncident; readonly offset: number }[] = [];
  let offset = start?.offset ?? 0;
  let page: Page<WireIncident>;
  do {
    const missing = limit - found.length;
    if (offset + missing > DEEPEST_OFFSET) throw tooDeep();
    // oxlint-disable-next-line no-await-in-loop -- a second page is read only when the first held what was seen already
    page = await read({ limit: missing, offset });
    for (const wire of page.items) {
      offset += 1;
      if (!isBehind || isBehind(wire, start)) found.push({ wire, offset });
    }
  } while (page.more && page.items.length > 0 && found.length < limit);
  return new Connection(
    found.map(({ wire }) => map(wire)),
    {
      cursorAt: (index) => encodeCursor(list, positionOf(found[index])),
      hasNextPage: page.more,
      hasPreviousPage: start !== undefined,
      totalCount: page.total,
    },
  );
}

function positionOf(entry: { readonly wire: WireIncident; readonly offset: number } | undefined): Position {
  return { offset: entry?.offset ?? 0, at: entry?.wire.created_at ?? '', number: entry?.wire.incident_number ?? 0 };
}
