import { Fault } from '../../../../faults/fault.js';
import type { WireIncident } from '../../../../upstream/pagerduty/wire.js';
import { IncidentOrderField, OrderDirection, type IncidentOrder } from './incident-list.input.js';

/** The last incident a caller has seen. */
export interface LastSeen {
  /** When it was created, in milliseconds since the epoch. */
  readonly at: number;
  readonly number: number;
}

/** What stands where in an order that follows creation. */
interface Chronology {
  /** Whether an incident stands behind another, or may do so where something else ranks those of one second. */
  readonly isAfter: (wire: WireIncident, seen: LastSeen) => boolean;
  /** Whether something else than the number ranks incidents of one second. */
  readonly hasOtherTieBreaker: boolean;
}

/** An order as PagerDuty takes it, and what is known of it; the rest is absent when it does not follow creation. */
export interface SortOrder extends Partial<Chronology> {
  /** At most two, such as `created_at:desc`. */
  readonly sortBy: readonly string[];
  /** -1 newest first, 1 oldest first. */
  readonly direction?: -1 | 1;
}

const NUMBER_PREFIX = `${IncidentOrderField.NUMBER}:`;

export const NEWEST_FIRST = toSortOrder([]);

/**
 * At most two criteria, the second making the first one stable.
 *
 * @throws {Fault} `INVALID_INPUT` at `orderBy`
 */
export function toSortOrder(orderBy: readonly IncidentOrder[] | null | undefined): SortOrder {
  const order = orderBy?.length ? orderBy : [{ field: IncidentOrderField.CREATED_AT, direction: OrderDirection.DESC }];
  const fields = new Set(order.map(({ field }) => field));
  if (order.length > 2 || fields.size < order.length) {
    throw new Fault('INVALID_INPUT', 'Incidents can be ordered by at most two different fields.', {
      field: ['orderBy'],
    });
  }
  const firstDirection = order[0]?.direction ?? OrderDirection.DESC;
  const criteria = order.map(({ field, direction }) => `${field}:${direction}`);
  const isStable = fields.has(IncidentOrderField.NUMBER) || criteria.length === 2;
  const sortBy = isStable ? criteria : [...criteria, `${IncidentOrderField.NUMBER}:${firstDirection}`];
  const isChronological =
    order[0]?.field === IncidentOrderField.CREATED_AT || order[0]?.field === IncidentOrderField.NUMBER;
  if (!isChronological) return { sortBy };
  const direction = firstDirection === OrderDirection.DESC ? -1 : 1;
  return { sortBy, direction, ...toChronology(sortBy, direction) };
}

/**
 * Incidents that began in one second are told apart by number; where another criterion ranks them, all of them count as
 * behind, and the walk remembers which it has told. One whose time cannot be read is left out by nobody.
 */
function toChronology([first, second]: readonly string[], direction: -1 | 1): Chronology {
  if (first?.startsWith(NUMBER_PREFIX)) return { isAfter: createIsAfterByNumber(direction), hasOtherTieBreaker: false };
  const hasOtherTieBreaker = !second?.startsWith(NUMBER_PREFIX);
  const isAfterInSecond = hasOtherTieBreaker ? () => true : createIsAfterByNumber(second?.endsWith(':desc') ? -1 : 1);
  return {
    hasOtherTieBreaker,
    isAfter(wire, lastSeen) {
      const time = (Date.parse(wire.created_at) - lastSeen.at) * direction;
      if (Number.isNaN(time)) return true;
      return time === 0 ? isAfterInSecond(wire, lastSeen) : time > 0;
    },
  };
}

function createIsAfterByNumber(direction: -1 | 1): Chronology['isAfter'] {
  return (wire, lastSeen) => (wire.incident_number - lastSeen.number) * direction > 0;
}
