import type { Connection } from '../../../core/pagination/connection.type.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import { createCursorSigner } from '../../../core/pagination/cursor.js';
import type { Selection } from '../../../core/selection/selection.js';
import { toTimeBounds, collectEmails, toFilterQuery } from './filter-to-query.js';
import { selectListOptions } from '../incident-includes.js';
import type { IncidentListArgs } from './incident-list.args.js';
import { toIncident } from '../incident.map.js';
import { toSortOrder } from './sort-order.js';
import { parsePageArgs, readIncidentPage } from './incident-page.js';
import type { Incident } from '../incident.type.js';

/**
 * Lists a page of the incidents of an account.
 *
 * @param connection selection of the page
 * @throws {Fault} `INVALID_INPUT` at the invalid argument, before any call where possible
 */
export async function listIncidents(
  args: IncidentListArgs,
  accountContext: PagerDutyAccountContext,
  connection: Selection,
): Promise<Connection<Incident>> {
  const { orderBy } = args;
  const filter = args.filter ?? {};
  const order = toSortOrder(orderBy);
  const signer = createCursorSigner(accountContext, 'incidents', filter, order.sortBy);
  const page = parsePageArgs(args, signer);
  const bounds = toTimeBounds(filter);
  const callsMade = collectEmails(filter).size;
  const filterQuery = await toFilterQuery(filter, accountContext);
  const { include, wantsTotal } = selectListOptions(connection);
  return readIncidentPage(page, {
    signer,
    order,
    bounds,
    now: () => accountContext.client.now(),
    callsMade,
    wantsTotal,
    read: (query) => accountContext.client.listIncidents(Object.assign({ include }, filterQuery, query)),
    map: (item) => toIncident(item, accountContext, include),
  });
}
