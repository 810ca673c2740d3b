import type { GraphQLResolveInfo } from 'graphql';
import { Args, ArgsType, Field, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../core/pagination/connection.type.js';
import { listKey } from '../../core/pagination/cursor.js';
import { Incident } from '../incidents/incident.type.js';
import { offsetPage } from '../../core/pagination/offset-page.js';
import { PageArgs } from '../../core/pagination/page.args.js';
import { Requires } from '../../core/auth/requires-scope.js';
import { selectionOf } from '../../core/selection/selection.js';
import { orNull } from '../../core/mutations/run-mutation.js';
import { toLogEntry } from './log-entry.map.js';
import { LogEntryConnection, type LogEntry } from './log-entry.type.js';

@ArgsType()
class TimelineArgs extends PageArgs {
  @Field({ defaultValue: false, description: 'Only the most important changes, as PagerDuty sees them.' })
  readonly overviewOnly!: boolean;
}

@Resolver(() => Incident)
export class LogEntryResolver {
  @Requires('INCIDENTS_READ')
  @FieldResolver(() => LogEntryConnection, {
    nullable: true,
    description: 'What happened to it, in the order PagerDuty gives.',
  })
  timeline(
    @Root() { access, pagerDutyId: incidentId }: Incident,
    @Info() info: GraphQLResolveInfo,
    @Args(() => TimelineArgs) { overviewOnly, ...page }: TimelineArgs,
  ): Promise<Connection<LogEntry> | null> {
    return orNull(
      offsetPage(
        page,
        listKey(access, 'timeline', incidentId, overviewOnly),
        selectionOf(info).has('totalCount'),
        (window) => access.client.listLogEntries(incidentId, { ...window, isOverview: overviewOnly }),
        (wire) => toLogEntry(wire, access),
      ),
    );
  }
}
