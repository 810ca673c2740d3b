import type { Connection } from '../../../core/pagination/connection.type.js';
import type { PagerDutyAccess } from '../../../core/context.js';
import { listKey } from '../../../core/pagination/cursor.js';
import type { Selection } from '../../../core/selection/selection.js';
import { boundsOf, emailsIn, wireFilter } from './filter-to-query.js';
import { listedIncidents } from '../incident-includes.js';
import type { IncidentListArgs } from './incident-list.input.js';
import { toIncident } from '../incident.map.js';
import { wireOrder } from './sort-order.js';
import { askedPage, incidentPage } from './incident-page.js';
import type { Incident } from '../incident.type.js';

/**
 * A page of an account's incidents.
 *
 * @param connection what is selected of the page
 * @throws {Fault} `INVALID_INPUT` at the argument it concerns, before any call where the gateway can know
 */
export async function incidentList(
  args: IncidentListArgs,
  access: PagerDutyAccess,
  connection: Selection,
): Promise<Connection<Incident>> {
  const { orderBy } = args;
  const filter = args.filter ?? {};
  const order = wireOrder(orderBy);
  const list = listKey(access, 'incidents', filter, order.sortBy);
  const asked = askedPage(args, list);
  const bounds = boundsOf(filter);
  const callsBefore = emailsIn(filter).size;
  const wire = await wireFilter(filter, access);
  const { include, wantsTotal } = listedIncidents(connection);
  return incidentPage(asked, {
    list,
    order,
    bounds,
    now: () => access.client.now(),
    callsBefore,
    wantsTotal,
    read: (query) => access.client.listIncidents(Object.assign({ include }, wire, query)),
    map: (item) => toIncident(item, access, include),
  });
}
