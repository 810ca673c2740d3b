import type { GraphQLResolveInfo } from 'graphql';
import { Args, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { PagerDutyAccount } from '../../account/pagerduty-account.type.js';
import type { Connection } from '../../../core/pagination/connection.type.js';
import { selectionOf } from '../../../core/selection/selection.js';
import { Requires } from '../../../core/auth/requires-scope.js';
import { incidentList } from './list-incidents.js';
import { IncidentListArgs } from './incident-list.input.js';
import { IncidentConnection, type Incident } from '../incident.type.js';

@Resolver(() => PagerDutyAccount)
export class IncidentsOfAccountResolver {
  @Requires('INCIDENTS_READ')
  @FieldResolver(() => IncidentConnection, {
    nullable: true,
    description: 'Its incidents, newest first unless told otherwise.',
  })
  incidents(
    @Root() { access }: PagerDutyAccount,
    @Info() info: GraphQLResolveInfo,
    @Args(() => IncidentListArgs) args: IncidentListArgs,
  ): Promise<Connection<Incident>> {
    return incidentList(args, access, selectionOf(info));
  }
}
