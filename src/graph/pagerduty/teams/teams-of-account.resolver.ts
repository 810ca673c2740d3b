import type { GraphQLResolveInfo } from 'graphql';
import { Args, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { PagerDutyAccount } from '../account/pagerduty-account.type.js';
import type { Connection } from '../../core/pagination/connection.type.js';
import { paginateByName } from '../../core/pagination/offset-page.js';
import { SearchArgs } from '../../core/pagination/page.args.js';
import { getSelection } from '../../core/selection/selection.js';
import { Requires } from '../../core/auth/requires-scope.js';
import { toTeam } from './team.map.js';
import { TeamConnection, type Team } from './team.type.js';

@Resolver(() => PagerDutyAccount)
export class TeamsOfAccountResolver {
  @Requires('INCIDENTS_READ')
  @FieldResolver(() => TeamConnection, { nullable: true, description: 'Teams of the account, by name.' })
  teams(
    @Root() { accountContext }: PagerDutyAccount,
    @Info() info: GraphQLResolveInfo,
    @Args(() => SearchArgs) args: SearchArgs,
  ): Promise<Connection<Team>> {
    const connection = getSelection(info);
    return paginateByName(
      'teams',
      args,
      accountContext,
      connection,
      (query) => accountContext.client.listTeams(query),
      toTeam,
    );
  }
}
