import type { GraphQLResolveInfo } from 'graphql';
import { Args, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { Requires } from '../../../core/auth/requires-scope.js';
import { nullIfNotFound } from '../../../core/errors/null-if-not-found.js';
import type { Connection } from '../../../core/pagination/connection.type.js';
import { createCursorSigner } from '../../../core/pagination/cursor.js';
import { paginateByOffset } from '../../../core/pagination/offset-page.js';
import { PageArgs } from '../../../core/pagination/page.args.js';
import { mapWithName } from '../../../core/selection/expand-reference.js';
import { getSelection } from '../../../core/selection/selection.js';
import { toTeam } from '../../teams/team.map.js';
import { Team } from '../../teams/team.type.js';
import { toUser } from '../../users/user.map.js';
import { PagerDutyUser } from '../../users/user.type.js';
import { Incident } from '../incident.type.js';
import { StatusUpdateSubscriber, StatusUpdateSubscriberConnection } from './subscriber.type.js';

@Resolver(() => Incident)
export class SubscribersOfIncidentResolver {
  @Requires('INCIDENTS_READ')
  @FieldResolver(() => StatusUpdateSubscriberConnection, {
    nullable: true,
    description:
      'Users and teams that get the status updates of the incident. PagerDuty lists only those who were subscribed through its API.',
  })
  async statusUpdateSubscribers(
    @Root() { accountContext, pagerDutyId: incidentId }: Incident,
    @Info() info: GraphQLResolveInfo,
    @Args(() => PageArgs) page: PageArgs,
  ): Promise<Connection<StatusUpdateSubscriber> | null> {
    return nullIfNotFound(
      paginateByOffset(
        page,
        createCursorSigner(accountContext, 'statusUpdateSubscribers', incidentId),
        getSelection(info).has('totalCount'),
        (window) => accountContext.client.listSubscribers(incidentId, window),
        (wire) => ({ accountContext, wire, pagerDutyId: wire.id, isIndirect: wire.isIndirect }),
      ),
    );
  }
}

/** PagerDuty returns ids only, so that a name costs a read. */
@Resolver(() => StatusUpdateSubscriber)
export class SubscriberResolver {
  @Requires('INCIDENTS_READ')
  @FieldResolver(() => PagerDutyUser, { nullable: true, description: 'The user; null for a team.' })
  user(
    @Root() { wire: { id, type }, accountContext }: StatusUpdateSubscriber,
    @Info() info: GraphQLResolveInfo,
  ): PagerDutyUser | null | Promise<PagerDutyUser> {
    if (type !== 'user') return null;
    const wire = { id, type: 'user_reference' };
    return mapWithName({ wire, accountContext }, info, ({ loaders }, userId) => loaders.user.load(userId), toUser);
  }

  @Requires('INCIDENTS_READ')
  @FieldResolver(() => Team, { nullable: true, description: 'The team; null for a user.' })
  team(
    @Root() { wire: { id, type }, accountContext }: StatusUpdateSubscriber,
    @Info() info: GraphQLResolveInfo,
  ): Team | null | Promise<Team> {
    if (type !== 'team') return null;
    const wire = { id, type: 'team_reference' };
    return mapWithName({ wire, accountContext }, info, ({ loaders }, teamId) => loaders.team.load(teamId), toTeam);
  }
}
