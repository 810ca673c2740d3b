import type { GraphQLResolveInfo } from 'graphql';
import { Args, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { PagerDutyAccount } from '../account/pagerduty-account.type.js';
import { Requires } from '../../core/auth/requires-scope.js';
import type { Connection } from '../../core/pagination/connection.type.js';
import { paginateByName } from '../../core/pagination/offset-page.js';
import { SearchArgs } from '../../core/pagination/page.args.js';
import { getSelection } from '../../core/selection/selection.js';
import { toIncidentWorkflow } from './incident-workflow.map.js';
import { IncidentWorkflowConnection, type IncidentWorkflow } from './incident-workflow.type.js';

@Resolver(() => PagerDutyAccount)
export class IncidentWorkflowsOfAccountResolver {
  @Requires('INCIDENTS_READ')
  @FieldResolver(() => IncidentWorkflowConnection, {
    nullable: true,
    description: 'Incident workflows of the account, in PagerDuty’s order.',
  })
  incidentWorkflows(
    @Root() { accountContext }: PagerDutyAccount,
    @Info() info: GraphQLResolveInfo,
    @Args(() => SearchArgs) args: SearchArgs,
  ): Promise<Connection<IncidentWorkflow>> {
    return paginateByName(
      'incidentWorkflows',
      args,
      accountContext,
      getSelection(info),
      (query) => accountContext.client.listIncidentWorkflows(query),
      toIncidentWorkflow,
    );
  }
}
