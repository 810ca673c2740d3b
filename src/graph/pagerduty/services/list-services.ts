import type { Connection } from '../../core/pagination/connection.type.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { paginateByName } from '../../core/pagination/offset-page.js';
import type { SearchArgs } from '../../core/pagination/page.args.js';
import type { Selection } from '../../core/selection/selection.js';
import { toService } from './service.map.js';
import type { PagerDutyService } from './service.type.js';

/** A page of an account's services, by name. */
export function listServices(
  args: SearchArgs,
  accountContext: PagerDutyAccountContext,
  connection: Selection,
): Promise<Connection<PagerDutyService>> {
  return paginateByName(
    'services',
    args,
    accountContext,
    connection,
    (query) => accountContext.client.listServices(query),
    toService,
  );
}
