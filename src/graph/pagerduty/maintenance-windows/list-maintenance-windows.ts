import { Fault } from '../../../faults/fault.js';
import type { MaintenanceWindowQuery } from '../../../upstream/pagerduty/wire-maintenance-window.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { parsePagerDutyRef } from '../../core/ids/pagerduty-ref.js';
import { assertListSize, assertNotBlank } from '../../core/input/validate.js';
import type { Connection } from '../../core/pagination/connection.type.js';
import { createCursorSigner } from '../../core/pagination/cursor.js';
import { paginateByOffset } from '../../core/pagination/offset-page.js';
import type { PageArgs } from '../../core/pagination/page.args.js';
import { needsFullObject } from '../../core/selection/expand-reference.js';
import type { Selection } from '../../core/selection/selection.js';
import type { ServiceRef } from '../services/service.ref.js';
import { REFERENCE_ONLY_FIELDS } from '../services/service.map.js';
import { MAX_WINDOW_SERVICES, type MaintenanceWindowFilter } from './maintenance-window-filter.input.js';
import { toMaintenanceWindow } from './maintenance-window.map.js';
import { MaintenanceWindowStatus, type MaintenanceWindow } from './maintenance-window.type.js';

type FilterQuery = Pick<MaintenanceWindowQuery, 'filter' | 'serviceIds' | 'query'>;

/** A page of an account's maintenance windows, in PagerDuty's order. */
export function listMaintenanceWindows(
  page: PageArgs,
  filter: FilterQuery,
  accountContext: PagerDutyAccountContext,
  connection: Selection,
): Promise<Connection<MaintenanceWindow>> {
  const services = connection.at('nodes', 'services').merge(connection.at('edges', 'node', 'services'));
  const include = needsFullObject(services, REFERENCE_ONLY_FIELDS) ? (['services'] as const) : [];
  return paginateByOffset(
    page,
    createCursorSigner(accountContext, 'maintenanceWindows', filter),
    connection.has('totalCount'),
    (query) => accountContext.client.listMaintenanceWindows({ ...query, ...filter, include }),
    (wire) => toMaintenanceWindow(wire, accountContext),
  );
}

/** @throws {Fault} `INVALID_INPUT` or `LIMIT_EXCEEDED` at the invalid part of the filter */
export function toWindowFilterQuery(
  { statuses, services, query }: MaintenanceWindowFilter,
  accountContext: PagerDutyAccountContext,
): FilterQuery {
  return {
    filter: statuses == null ? 'open' : toStatusFilter(statuses),
    serviceIds: services == null ? undefined : parseServiceRefs(services, accountContext, ['filter', 'services']),
    query: query == null ? undefined : assertNotBlank(query, ['filter', 'query']),
  };
}

/**
 * Returns each id once.
 *
 * @throws {Fault} `INVALID_INPUT` or `LIMIT_EXCEEDED` at `field` unless there are 1 to 100 valid references
 */
export function parseServiceRefs(
  refs: readonly ServiceRef[],
  accountContext: PagerDutyAccountContext,
  field: readonly string[],
): readonly string[] {
  const ids = assertListSize(refs, MAX_WINDOW_SERVICES, 'services can be given', field).map((ref, index) =>
    parsePagerDutyRef(ref, 'PagerDutyService', accountContext, [...field, String(index)]),
  );
  return [...new Set(ids)];
}

/** PagerDuty's filters, by the statuses that they return. */
const STATUS_FILTERS: ReadonlyMap<string, FilterQuery['filter']> = new Map([
  [toStatusKey([MaintenanceWindowStatus.FUTURE]), 'future'],
  [toStatusKey([MaintenanceWindowStatus.ONGOING]), 'ongoing'],
  [toStatusKey([MaintenanceWindowStatus.PAST]), 'past'],
  [toStatusKey([MaintenanceWindowStatus.ONGOING, MaintenanceWindowStatus.FUTURE]), 'open'],
  [toStatusKey(Object.values(MaintenanceWindowStatus)), 'all'],
]);

function toStatusKey(statuses: readonly MaintenanceWindowStatus[]): string {
  return [...new Set(statuses)].toSorted().join();
}

function toStatusFilter(statuses: readonly MaintenanceWindowStatus[]): FilterQuery['filter'] {
  const filter = STATUS_FILTERS.get(toStatusKey(statuses));
  if (filter !== undefined) return filter;
  const message = 'PagerDuty lists one status, ONGOING with FUTURE, or all three. Choose one of these.';
  throw new Fault('INVALID_INPUT', message, { field: ['filter', 'statuses'] });
}
