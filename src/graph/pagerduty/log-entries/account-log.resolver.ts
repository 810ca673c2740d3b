import type { GraphQLResolveInfo } from 'graphql';
import { Args, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { Requires } from '../../core/auth/requires-scope.js';
import type { Connection } from '../../core/pagination/connection.type.js';
import { getSelection } from '../../core/selection/selection.js';
import { PagerDutyAccount } from '../account/pagerduty-account.type.js';
import { needsIncident } from '../incidents/log-entry-includes.js';
import { AccountLogArgs } from './account-log.args.js';
import { readAccountLog } from './account-log.js';
import { LogEntryConnection, type LogEntry } from './log-entry.type.js';

@Resolver(() => PagerDutyAccount)
export class AccountLogResolver {
  @Requires('INCIDENTS_READ')
  @FieldResolver(() => LogEntryConnection, {
    nullable: true,
    description:
      'Log entries of all incidents of the account, newest first, however many there are. Within a second they are in no particular order.',
  })
  logEntries(
    @Root() { accountContext }: PagerDutyAccount,
    @Info() info: GraphQLResolveInfo,
    @Args(() => AccountLogArgs) args: AccountLogArgs,
  ): Promise<Connection<LogEntry>> {
    const connection = getSelection(info);
    const entry = connection.at('nodes').merge(connection.at('edges', 'node'));
    return readAccountLog(args, accountContext, {
      include: needsIncident(entry.at('incident')) ? ['incidents'] : [],
      wantsTotal: connection.has('totalCount'),
    });
  }
}
