import type { Connection } from '../connection.type.js';
import type { PagerDutyAccess } from '../context.js';
import { namedPage } from '../offset-page.js';
import type { SearchArgs } from '../paging.args.js';
import type { Selection } from '../selection.js';
import { toService } from './service.map.js';
import type { PagerDutyService } from './service.type.js';

/** A page of an account's services, by name. */
export function serviceList(
  args: SearchArgs,
  access: PagerDutyAccess,
  connection: Selection,
): Promise<Connection<PagerDutyService>> {
  return namedPage('services', args, access, connection, (query) => access.client.listServices(query), toService);
}
