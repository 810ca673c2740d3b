import type { Connection } from '../../core/pagination/connection.type.js';
import type { PagerDutyAccess } from '../../core/context.js';
import { namedPage } from '../../core/pagination/offset-page.js';
import type { SearchArgs } from '../../core/pagination/page.args.js';
import type { Selection } from '../../core/selection/selection.js';
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
