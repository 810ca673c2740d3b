import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import { AccountArg } from '../../core/accounts/account-arg.js';
import { resolveAccount } from '../../core/accounts/resolve-account.js';
import { Requires } from '../../core/auth/requires-scope.js';
import type { Context } from '../../core/context.js';
import type { Connection } from '../../core/pagination/connection.type.js';
import { PageArgs } from '../../core/pagination/page.args.js';
import { getSelection } from '../../core/selection/selection.js';
import { PagerDutyService } from '../services/service.type.js';
import { listMaintenanceWindows, toWindowFilterQuery } from './list-maintenance-windows.js';
import { MaintenanceWindowFilter } from './maintenance-window-filter.input.js';
import { MaintenanceWindowConnection, type MaintenanceWindow } from './maintenance-window.type.js';

@Resolver(() => PagerDutyService)
export class MaintenanceWindowsResolver {
  @Requires('INCIDENTS_READ')
  @Query(() => MaintenanceWindowConnection, {
    nullable: true,
    description: 'Maintenance windows of an account, in PagerDuty’s order; those that are over only if requested.',
  })
  async maintenanceWindows(
    @Ctx() { pagerduty }: Context,
    @Info() info: GraphQLResolveInfo,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => MaintenanceWindowFilter, { nullable: true, description: 'Windows to return.' })
    filter?: MaintenanceWindowFilter | null,
    @AccountArg('PAGERDUTY') account?: string | null,
  ): Promise<Connection<MaintenanceWindow>> {
    const accountContext = resolveAccount(pagerduty, account, { filter });
    const query = toWindowFilterQuery(filter ?? {}, accountContext);
    return listMaintenanceWindows(page, query, accountContext, getSelection(info));
  }

  @Requires('INCIDENTS_READ')
  @FieldResolver(() => MaintenanceWindowConnection, {
    name: 'maintenanceWindows',
    nullable: true,
    description: 'Running and future maintenance windows of the service, in PagerDuty’s order.',
  })
  windowsOfService(
    @Root() { accountContext, pagerDutyId }: PagerDutyService,
    @Info() info: GraphQLResolveInfo,
    @Args(() => PageArgs) page: PageArgs,
  ): Promise<Connection<MaintenanceWindow>> {
    const filter = { filter: 'open', serviceIds: [pagerDutyId] } as const;
    return listMaintenanceWindows(page, filter, accountContext, getSelection(info));
  }
}
