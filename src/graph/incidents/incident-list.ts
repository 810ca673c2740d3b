import type { Connection } from '../connection.type.js';
import type { PagerDutyAccess } from '../context.js';
import { listKey } from '../cursor.js';
import type { Selection } from '../selection.js';
import { wireFilter } from './incident-filter.js';
import { listedIncidents } from './incident.include.js';
import type { IncidentListArgs } from './incident-list.input.js';
import { toIncident } from './incident.map.js';
import { askedPage, incidentPage, wireOrder } from './incident-page.js';
import type { Incident } from './incident.type.js';

/**
 * A page of an account's incidents.
 *
 * @param connection what is selected of the page
 * @throws {Fault} `INVALID_INPUT` at the argument it concerns, before any call where the gateway can know
 */
export async function incidentList(
  { filter, orderBy, ...page }: IncidentListArgs,
  access: PagerDutyAccess,
  connection: Selection,
): Promise<Connection<Incident>> {
  const sortBy = wireOrder(orderBy);
  const list = listKey('incidents', access.key, filter ?? {}, sortBy);
  const asked = askedPage(page, list);
  const wire = await wireFilter(filter ?? {}, access, new Date());
  const { include, wantsTotal } = listedIncidents(connection);
  return incidentPage(
    asked,
    list,
    sortBy,
    (window) => access.client.listIncidents({ ...wire, sortBy, include, total: wantsTotal, ...window }),
    (item) => toIncident(item, access, include),
  );
}
