import type { GraphQLResolveInfo } from 'graphql';
import { Args, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { PagerDutyAccount } from '../account/pagerduty-account.type.js';
import type { Connection } from '../../core/pagination/connection.type.js';
import { SearchArgs } from '../../core/pagination/page.args.js';
import { getSelection } from '../../core/selection/selection.js';
import { Requires } from '../../core/auth/requires-scope.js';
import { listServices } from './list-services.js';
import { PagerDutyServiceConnection, type PagerDutyService } from './service.type.js';

@Resolver(() => PagerDutyAccount)
export class ServicesOfAccountResolver {
  @Requires('INCIDENTS_READ')
  @FieldResolver(() => PagerDutyServiceConnection, { nullable: true, description: 'Services of the account, by name.' })
  services(
    @Root() { accountContext }: PagerDutyAccount,
    @Info() info: GraphQLResolveInfo,
    @Args(() => SearchArgs) args: SearchArgs,
  ): Promise<Connection<PagerDutyService>> {
    return listServices(args, accountContext, getSelection(info));
  }
}
