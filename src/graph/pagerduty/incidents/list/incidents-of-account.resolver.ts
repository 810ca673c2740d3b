import type { GraphQLResolveInfo } from 'graphql';
import { Args, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { PagerDutyAccount } from '../../account/pagerduty-account.type.js';
import type { Connection } from '../../../core/pagination/connection.type.js';
import { getSelection } from '../../../core/selection/selection.js';
import { Requires } from '../../../core/auth/requires-scope.js';
import { listIncidents } from './list-incidents.js';
import { IncidentListArgs } from './incident-list.args.js';
import { IncidentConnection, type Incident } from '../incident.type.js';

@Resolver(() => PagerDutyAccount)
export class IncidentsOfAccountResolver {
  @Requires('INCIDENTS_READ')
  @FieldResolver(() => IncidentConnection, {
    nullable: true,
    description: 'Incidents of the account, newest first by default.',
  })
  incidents(
    @Root() { accountContext }: PagerDutyAccount,
    @Info() info: GraphQLResolveInfo,
    @Args(() => IncidentListArgs) args: IncidentListArgs,
  ): Promise<Connection<Incident>> {
    return listIncidents(args, accountContext, getSelection(info));
  }
}
