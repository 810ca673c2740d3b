import { Fault } from '../../faults/fault.js';
import type { WireIncident } from '../../upstream/pagerduty/wire.js';
import { IncidentOrderField, OrderDirection, type IncidentOrder } from './incident-list.input.js';

/** The last incident a caller has seen. */
export interface Seen {
  readonly at: string;
  readonly number: number;
}

/** An order as PagerDuty takes it, and what is known of it. */
export interface WireOrder {
  /** At most two, such as `created_at:desc`. */
  readonly sortBy: readonly string[];
  /** -1 newest first, 1 oldest first; undefined when the order does not follow creation. */
  readonly direction?: -1 | 1;
  /** Whether an incident stands behind another in this order; undefined when the order does not follow creation. */
  readonly isBehind?: (wire: WireIncident, seen: Seen) => boolean;
}

export const NEWEST_FIRST = wireOrder([]);

/**
 * At most two criteria, the second making the first one stable.
 *
 * @throws {Fault} `INVALID_INPUT` at `orderBy`
 */
export function wireOrder(orderBy: readonly IncidentOrder[] | null | undefined): WireOrder {
  const order = orderBy?.length ? orderBy : [{ field: IncidentOrderField.CREATED_AT, direction: OrderDirection.DESC }];
  const fields = new Set(order.map(({ field }) => field));
  if (order.length > 2 || fields.size < order.length) {
    throw new Fault('INVALID_INPUT', 'Incidents can be ordered by at most two different fields.', {
      field: ['orderBy'],
    });
  }
  const first = order[0]?.direction ?? OrderDirection.DESC;
  const criteria = order.map(({ field, direction }) => `${field}:${direction}`);
  const isStable = fields.has(IncidentOrderField.NUMBER) || criteria.length === 2;
  const sortBy = isStable ? criteria : [...criteria, `${IncidentOrderField.NUMBER}:${first}`];
  const isChronological =
    order[0]?.field === IncidentOrderField.CREATED_AT || order[0]?.field === IncidentOrderField.NUMBER;
  if (!isChronological) return { sortBy };
  const direction = first === OrderDirection.DESC ? -1 : 1;
  return { sortBy, direction, isBehind: isBehindIn(sortBy, direction) };
}

/**
 * Incidents that began in one second are told apart by number; where another criterion ranks them, all but the last one
 * seen count as behind, for one told twice is better than one left out.
 */
function isBehindIn([first, second]: readonly string[], direction: -1 | 1): WireOrder['isBehind'] {
  const byNumber = (wire: WireIncident, { number }: Seen) => (wire.incident_number - number) * direction > 0;
  if (first?.startsWith(`${IncidentOrderField.NUMBER}:`)) return byNumber;
  const sameWay = second === `${IncidentOrderField.NUMBER}:${direction < 0 ? 'desc' : 'asc'}`;
  return (wire, seen) => {
    const time = (Date.parse(wire.created_at) - Date.parse(seen.at)) * direction;
    if (time !== 0) return time > 0;
    return sameWay ? byNumber(wire, seen) : wire.incident_number !== seen.number;
  };
}
