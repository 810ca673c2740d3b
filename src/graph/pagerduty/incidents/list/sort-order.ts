import { Fault } from '../../../../faults/fault.js';
import type { WireIncident } from '../../../../upstream/pagerduty/wire.js';
import { IncidentOrderField, OrderDirection, type IncidentOrder } from './incident-order.input.js';

/** The last incident that was read. */
export interface LastSeen {
  /** Creation time in milliseconds since the epoch. */
  readonly at: number;
  readonly number: number;
}

/** How an order that follows creation ranks incidents. */
interface Chronology {
  /** Whether an incident comes after another one. Always true within one second if another criterion ranks it. */
  readonly isAfter: (wire: WireIncident, seen: LastSeen) => boolean;
  /** Whether another criterion than the number ranks incidents of one second. */
  readonly hasOtherTieBreaker: boolean;
}

/** A sort order in PagerDuty's terms. The other members are absent if the order does not follow creation. */
export interface SortOrder extends Partial<Chronology> {
  /** At most 2 criteria, such as `created_at:desc`. */
  readonly sortBy: readonly string[];
  /** -1: newest first; 1: oldest first. */
  readonly direction?: -1 | 1;
}

const NUMBER_PREFIX = `${IncidentOrderField.NUMBER}:`;

export const NEWEST_FIRST = toSortOrder([]);

/**
 * Converts `orderBy` to at most 2 criteria. A second criterion makes the order stable.
 *
 * @throws {Fault} `INVALID_INPUT` at `orderBy`
 */
export function toSortOrder(orderBy: readonly IncidentOrder[] | null | undefined): SortOrder {
  const order = orderBy?.length ? orderBy : [{ field: IncidentOrderField.CREATED_AT, direction: OrderDirection.DESC }];
  const fields = new Set(order.map(({ field }) => field));
  if (order.length > 2 || fields.size < order.length) {
    throw new Fault('INVALID_INPUT', '`orderBy` can have at most 2 entries, with different fields.', {
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
 * The number ranks incidents that were created within one second. If another criterion ranks them, all of them count as
 * after, and the paginator keeps the numbers of those it has returned. An incident with an unreadable time always counts
 * as after.
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
