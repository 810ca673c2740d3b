import type { GraphQLResolveInfo } from 'graphql';
import { Args, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { PagerDutyAccount } from '../account/pagerduty-account.type.js';
import type { Connection } from '../../core/pagination/connection.type.js';
import { paginateByName } from '../../core/pagination/offset-page.js';
import { SearchArgs } from '../../core/pagination/page.args.js';
import { getSelection } from '../../core/selection/selection.js';
import { Requires } from '../../core/auth/requires-scope.js';
import { toUser } from './user.map.js';
import { PagerDutyUserConnection, type PagerDutyUser } from './user.type.js';

@Resolver(() => PagerDutyAccount)
export class UsersOfAccountResolver {
  @Requires('INCIDENTS_READ')
  @FieldResolver(() => PagerDutyUserConnection, { nullable: true, description: 'Users of the account, by name.' })
  users(
    @Root() { accountContext }: PagerDutyAccount,
    @Info() info: GraphQLResolveInfo,
    @Args(() => SearchArgs) args: SearchArgs,
  ): Promise<Connection<PagerDutyUser>> {
    const connection = getSelection(info);
    return paginateByName(
      'users',
      args,
      accountContext,
      connection,
      (query) => accountContext.client.listUsers(query),
      toUser,
    );
  }
}
