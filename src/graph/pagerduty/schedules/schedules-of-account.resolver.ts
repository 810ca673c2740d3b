import type { GraphQLResolveInfo } from 'graphql';
import { Args, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { Requires } from '../../core/auth/requires-scope.js';
import type { Connection } from '../../core/pagination/connection.type.js';
import { paginateByName } from '../../core/pagination/offset-page.js';
import { SearchArgs } from '../../core/pagination/page.args.js';
import { getSelection } from '../../core/selection/selection.js';
import { PagerDutyAccount } from '../account/pagerduty-account.type.js';
import { toSchedule } from './schedule.map.js';
import { ScheduleConnection, type Schedule } from './schedule.type.js';

@Resolver(() => PagerDutyAccount)
export class SchedulesOfAccountResolver {
  @Requires('INCIDENTS_READ')
  @FieldResolver(() => ScheduleConnection, {
    nullable: true,
    description:
      'On-call schedules of the account, in PagerDuty’s order. PagerDuty omits those that its key may not read.',
  })
  schedules(
    @Root() { accountContext }: PagerDutyAccount,
    @Info() info: GraphQLResolveInfo,
    @Args(() => SearchArgs) args: SearchArgs,
  ): Promise<Connection<Schedule>> {
    return paginateByName(
      'schedules',
      args,
      accountContext,
      getSelection(info),
      (query) => accountContext.client.listSchedules(query),
      toSchedule,
    );
  }
}
