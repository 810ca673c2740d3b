import type { GraphQLResolveInfo } from 'graphql';
import { Args, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { filterEntries, mapEntries } from '../../../upstream/transport/partial-list.js';
import { PagerDutyAccount } from '../account/pagerduty-account.type.js';
import { Requires } from '../../core/auth/requires-scope.js';
import type { Connection } from '../../core/pagination/connection.type.js';
import { createCursorSigner } from '../../core/pagination/cursor.js';
import { paginateByOffset } from '../../core/pagination/offset-page.js';
import { PageArgs } from '../../core/pagination/page.args.js';
import { getSelection } from '../../core/selection/selection.js';
import { toBusinessService, toImpactedService } from './business-service.map.js';
import { BusinessServiceConnection, ImpactedBusinessServices, type BusinessService } from './business-service.type.js';

@Resolver(() => PagerDutyAccount)
export class BusinessServicesOfAccountResolver {
  @Requires('INCIDENTS_READ')
  @FieldResolver(() => BusinessServiceConnection, {
    nullable: true,
    description: 'Business services of the account, in PagerDuty’s order.',
  })
  businessServices(
    @Root() { accountContext }: PagerDutyAccount,
    @Info() info: GraphQLResolveInfo,
    @Args(() => PageArgs) page: PageArgs,
  ): Promise<Connection<BusinessService>> {
    return paginateByOffset(
      page,
      createCursorSigner(accountContext, 'businessServices'),
      getSelection(info).has('totalCount'),
      (query) => accountContext.client.listBusinessServices(query),
      (wire) => toBusinessService(wire, accountContext),
    );
  }

  @Requires('INCIDENTS_READ')
  @FieldResolver(() => ImpactedBusinessServices, {
    nullable: true,
    description: 'Business services that open incidents impact now.',
  })
  async impactedBusinessServices(@Root() { accountContext }: PagerDutyAccount): Promise<ImpactedBusinessServices> {
    const { items, more } = await accountContext.client.listImpacts();
    const impacted = filterEntries(items, ({ status }) => status !== 'not_impacted');
    return { services: mapEntries(impacted, (impact) => toImpactedService(impact, accountContext)), hasMore: more };
  }
}
