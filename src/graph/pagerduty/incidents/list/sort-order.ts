import { Fault } from '../../../../faults/fault.js';
import type { WireIncident } from '../../../../upstream/pagerduty/wire.js';
import { IncidentOrderField, OrderDirection, type IncidentOrder } from './incident-list.input.js';

/** The last incident a caller has seen. */
export interface Seen {
  /** When it was created, in milliseconds since the epoch. */
  readonly at: number;
  readonly number: number;
}

/** What stands where in an order that follows creation. */
interface Chronology {
  /** Whether an incident stands behind another, or may do so where something else ranks those of one second. */
  readonly isBehind: (wire: WireIncident, seen: Seen) => boolean;
  /** Whether something else than the number ranks incidents of one second. */
  readonly ranksWithinSecond: boolean;
}

/** An order as PagerDuty takes it, and what is known of it; the rest is absent when it does not follow creation. */
export interface WireOrder extends Partial<Chronology> {
  /** At most two, such as `created_at:desc`. */
  readonly sortBy: readonly string[];
  /** -1 newest first, 1 oldest first. */
  readonly direction?: -1 | 1;
}

const NUMBER = `${IncidentOrderField.NUMBER}:`;

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
  return { sortBy, direction, ...chronologyOf(sortBy, direction) };
}

/**
 * Incidents that began in one second are told apart by number; where another criterion ranks them, all of them count as
 * behind, and the walk remembers which it has told. One whose time cannot be read is left out by nobody.
 */
function chronologyOf([first, second]: readonly string[], direction: -1 | 1): Chronology {
  if (first?.startsWith(NUMBER)) return { isBehind: byNumber(direction), ranksWithinSecond: false };
  const ranksWithinSecond = !second?.startsWith(NUMBER);
  const isBehindInSecond = ranksWithinSecond ? () => true : byNumber(second?.endsWith(':desc') ? -1 : 1);
  return {
    ranksWithinSecond,
    isBehind(wire, seen) {
      const time = (Date.parse(wire.created_at) - seen.at) * direction;
      if (Number.isNaN(time)) return true;
      return time === 0 ? isBehindInSecond(wire, seen) : time > 0;
    },
  };
}

function byNumber(direction: -1 | 1): Chronology['isBehind'] {
  return (wire, seen) => (wire.incident_number - seen.number) * direction > 0;
}
