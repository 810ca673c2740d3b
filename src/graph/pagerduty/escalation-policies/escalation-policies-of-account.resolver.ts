import type { GraphQLResolveInfo } from 'graphql';
import { Args, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { PagerDutyAccount } from '../account/pagerduty-account.type.js';
import type { Connection } from '../../core/pagination/connection.type.js';
import { paginateByName } from '../../core/pagination/offset-page.js';
import { SearchArgs } from '../../core/pagination/page.args.js';
import { getSelection } from '../../core/selection/selection.js';
import { Requires } from '../../core/auth/requires-scope.js';
import { toEscalationPolicy } from './escalation-policy.map.js';
import { EscalationPolicyConnection, type EscalationPolicy } from './escalation-policy.type.js';

@Resolver(() => PagerDutyAccount)
export class EscalationPoliciesOfAccountResolver {
  @Requires('INCIDENTS_READ')
  @FieldResolver(() => EscalationPolicyConnection, {
    nullable: true,
    description: 'Escalation policies of the account, by name.',
  })
  escalationPolicies(
    @Root() { accountContext }: PagerDutyAccount,
    @Info() info: GraphQLResolveInfo,
    @Args(() => SearchArgs) args: SearchArgs,
  ): Promise<Connection<EscalationPolicy>> {
    const connection = getSelection(info);
    return paginateByName(
      'escalationPolicies',
      args,
      accountContext,
      connection,
      (query) => accountContext.client.listEscalationPolicies(query),
      toEscalationPolicy,
    );
  }
}
