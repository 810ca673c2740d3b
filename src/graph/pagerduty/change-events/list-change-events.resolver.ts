import type { GraphQLResolveInfo } from 'graphql';
import { Args, ArgsType, Field, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { toIsoSecond } from '../../../shared/whole-seconds.js';
import type { ChangeEventQuery, WireChangeEvent } from '../../../upstream/pagerduty/wire-change-event.js';
import type { Page } from '../../../upstream/pagerduty/wire.js';
import { Requires } from '../../core/auth/requires-scope.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { nullIfNotFound } from '../../core/errors/null-if-not-found.js';
import { assertDateRangeNotEmpty } from '../../core/input/date-range.js';
import type { Connection } from '../../core/pagination/connection.type.js';
import { createCursorSigner } from '../../core/pagination/cursor.js';
import { paginateByOffset } from '../../core/pagination/offset-page.js';
import { PageArgs } from '../../core/pagination/page.args.js';
import { DateTime } from '../../core/scalars.js';
import { getSelection } from '../../core/selection/selection.js';
import { PagerDutyAccount } from '../account/pagerduty-account.type.js';
import { PagerDutyService } from '../services/service.type.js';
import { toChangeEvent } from './change-event.map.js';
import { ChangeEventConnection, type ChangeEvent } from './change-event.type.js';

@ArgsType()
class ChangeEventArgs extends PageArgs {
  @Field(() => DateTime, {
    nullable: true,
    description: 'Only changes at or after this time, in whole seconds; the last 90 days when omitted.',
  })
  readonly since?: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Only changes until this time, in whole seconds; no end when omitted.',
  })
  readonly until?: Date | null;
}

@Resolver(() => PagerDutyAccount)
export class ChangeEventsOfAccountResolver {
  @Requires('INCIDENTS_READ')
  @FieldResolver(() => ChangeEventConnection, {
    nullable: true,
    description: 'Change events of all services, in PagerDuty’s order.',
  })
  changeEvents(
    @Root() { accountContext }: PagerDutyAccount,
    @Info() info: GraphQLResolveInfo,
    @Args(() => ChangeEventArgs) args: ChangeEventArgs,
  ): Promise<Connection<ChangeEvent>> {
    return listChangeEvents(args, accountContext, [], info, (query) => accountContext.client.listChangeEvents(query));
  }
}

@Resolver(() => PagerDutyService)
export class ChangeEventsOfServiceResolver {
  @Requires('INCIDENTS_READ')
  @FieldResolver(() => ChangeEventConnection, {
    nullable: true,
    description: 'Change events of the service, in PagerDuty’s order.',
  })
  changeEvents(
    @Root() { accountContext, pagerDutyId: serviceId }: PagerDutyService,
    @Info() info: GraphQLResolveInfo,
    @Args(() => ChangeEventArgs) args: ChangeEventArgs,
  ): Promise<Connection<ChangeEvent> | null> {
    return nullIfNotFound(
      listChangeEvents(args, accountContext, [serviceId], info, (query) =>
        accountContext.client.listChangeEventsOfService(serviceId, query),
      ),
    );
  }
}

/** @param owner parts that distinguish the list from others, for its cursors */
async function listChangeEvents(
  { since, until, ...page }: ChangeEventArgs,
  accountContext: PagerDutyAccountContext,
  owner: readonly string[],
  info: GraphQLResolveInfo,
  read: (query: ChangeEventQuery) => Promise<Page<WireChangeEvent>>,
): Promise<Connection<ChangeEvent>> {
  assertDateRangeNotEmpty(since, until, ['since']);
  // PagerDuty accepts no other form of a time here (docs/upstream-quirks.md, quirk 157).
  const range = {
    since: since ? toIsoSecond(since.getTime()) : undefined,
    until: until ? toIsoSecond(until.getTime()) : undefined,
  };
  return paginateByOffset(
    page,
    createCursorSigner(accountContext, 'changeEvents', owner, range),
    getSelection(info).has('totalCount'),
    (window) => read({ ...window, ...range }),
    (wire) => toChangeEvent(wire, accountContext),
  );
}
