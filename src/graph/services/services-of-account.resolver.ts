import type { GraphQLResolveInfo } from 'graphql';
import { Args, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { PagerDutyAccount } from '../accounts/pagerduty-account.type.js';
import type { Connection } from '../connection.type.js';
import { SearchArgs } from '../paging.args.js';
import { selectionOf } from '../selection.js';
import { Requires } from '../requires.js';
import { serviceList } from './service-list.js';
import { PagerDutyServiceConnection, type PagerDutyService } from './service.type.js';

@Resolver(() => PagerDutyAccount)
export class ServicesOfAccountResolver {
  @Requires('INCIDENTS_READ')
  @FieldResolver(() => PagerDutyServiceConnection, { nullable: true, description: 'Its services, by name.' })
  services(
    @Root() { access }: PagerDutyAccount,
    @Info() info: GraphQLResolveInfo,
    @Args(() => SearchArgs) args: SearchArgs,
  ): Promise<Connection<PagerDutyService>> {
    return serviceList(args, access, selectionOf(info));
  }
}
