import type { GraphQLResolveInfo } from 'graphql';
import { Args, ArgsType, Field, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../core/pagination/connection.type.js';
import { createCursorSigner } from '../../core/pagination/cursor.js';
import { Incident } from '../incidents/incident.type.js';
import { paginateByOffset } from '../../core/pagination/offset-page.js';
import { PageArgs } from '../../core/pagination/page.args.js';
import { Requires } from '../../core/auth/requires-scope.js';
import { getSelection } from '../../core/selection/selection.js';
import { nullIfNotFound } from '../../core/errors/null-if-not-found.js';
import { toLogEntry } from './log-entry.map.js';
import { LogEntryConnection, type LogEntry } from './log-entry.type.js';

@ArgsType()
class TimelineArgs extends PageArgs {
  @Field({
    defaultValue: false,
    description: 'Whether to return only the changes that PagerDuty considers most important.',
  })
  readonly overviewOnly!: boolean;
}

@Resolver(() => Incident)
export class LogEntryResolver {
  @Requires('INCIDENTS_READ')
  @FieldResolver(() => LogEntryConnection, {
    nullable: true,
    description: 'Log entries of the incident, in PagerDuty’s order.',
  })
  timeline(
    @Root() { accountContext, pagerDutyId: incidentId }: Incident,
    @Info() info: GraphQLResolveInfo,
    @Args(() => TimelineArgs) { overviewOnly, ...page }: TimelineArgs,
  ): Promise<Connection<LogEntry> | null> {
    return nullIfNotFound(
      paginateByOffset(
        page,
        createCursorSigner(accountContext, 'timeline', incidentId, overviewOnly),
        getSelection(info).has('totalCount'),
        (window) => accountContext.client.listLogEntries(incidentId, { ...window, isOverview: overviewOnly }),
        (wire) => toLogEntry(wire, accountContext),
      ),
    );
  }
}
