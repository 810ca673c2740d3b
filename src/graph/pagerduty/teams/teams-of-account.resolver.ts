import type { GraphQLResolveInfo } from 'graphql';
import { Args, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { PagerDutyAccount } from '../account/pagerduty-account.type.js';
import type { Connection } from '../../core/pagination/connection.type.js';
import { namedPage } from '../../core/pagination/offset-page.js';
import { SearchArgs } from '../../core/pagination/page.args.js';
import { selectionOf } from '../../core/selection/selection.js';
import { Requires } from '../../core/auth/requires-scope.js';
import { toTeam } from './team.map.js';
import { TeamConnection, type Team } from './team.type.js';

@Resolver(() => PagerDutyAccount)
export class TeamsOfAccountResolver {
  @Requires('INCIDENTS_READ')
  @FieldResolver(() => TeamConnection, { nullable: true, description: 'Its teams, by name.' })
  teams(
    @Root() { access }: PagerDutyAccount,
    @Info() info: GraphQLResolveInfo,
    @Args(() => SearchArgs) args: SearchArgs,
  ): Promise<Connection<Team>> {
    const connection = selectionOf(info);
    return namedPage('teams', args, access, connection, (query) => access.client.listTeams(query), toTeam);
  }
}
