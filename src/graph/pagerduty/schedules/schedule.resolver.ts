import { Arg, Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { mapEntries } from '../../../upstream/transport/partial-list.js';
import { AccountArg } from '../../core/accounts/account-arg.js';
import { resolveAccount } from '../../core/accounts/resolve-account.js';
import { Requires } from '../../core/auth/requires-scope.js';
import type { Context } from '../../core/context.js';
import { nullIfNotFound } from '../../core/errors/null-if-not-found.js';
import { parsePagerDutyRef } from '../../core/ids/pagerduty-ref.js';
import { resolveFromFullObject } from '../../core/selection/expand-reference.js';
import { getSelection } from '../../core/selection/selection.js';
import { listOverrides, wantsOverrideIds } from './list-overrides.js';
import { toOverride } from './override.map.js';
import { ScheduleOverride } from './override.type.js';
import { readShifts } from './read-shifts.js';
import { toSchedule } from './schedule.map.js';
import { ScheduleRef } from './schedule.ref.js';
import { Schedule, ScheduleShift } from './schedule.type.js';
import { ScheduleWindowArgs } from './schedule-window.args.js';
import { parseOnCallWindow } from '../../core/input/on-call-window.js';

@Resolver(() => Schedule)
export class ScheduleResolver {
  @Requires('INCIDENTS_READ')
  @Query(() => Schedule, {
    nullable: true,
    description: 'One on-call schedule, or null if PagerDuty has no such schedule.',
  })
  async schedule(
    @Ctx() { pagerduty }: Context,
    @Arg('by', () => ScheduleRef, { description: 'Schedule to read.' }) by: ScheduleRef,
    @AccountArg('PAGERDUTY') account?: string | null,
  ): Promise<Schedule | null> {
    const accountContext = resolveAccount(pagerduty, account, { by });
    const wire = await nullIfNotFound(
      accountContext.loaders.schedule.load(parsePagerDutyRef(by, 'Schedule', accountContext, ['by'])),
    );
    return wire && toSchedule(wire, accountContext);
  }

  @Requires('INCIDENTS_READ', 'NEVER')
  @FieldResolver(() => String, {
    nullable: true,
    description: 'IANA time zone, e.g. Europe/Oslo; may cost 1 upstream call.',
  })
  timeZone(@Root() schedule: Schedule): string | null | Promise<string | null> {
    return resolveFromFullObject(
      schedule,
      ({ loaders }, id) => loaders.schedule.load(id),
      ({ time_zone: timeZone }) => timeZone ?? null,
    );
  }

  @Requires('INCIDENTS_READ')
  @FieldResolver(() => [ScheduleShift], {
    nullable: true,
    description:
      'On-call shifts of this schedule in a window, overrides included, earliest first. Where a gap is, nobody is on call.',
  })
  async shifts(
    @Root() { accountContext, pagerDutyId }: Schedule,
    @Args(() => ScheduleWindowArgs) window: ScheduleWindowArgs,
  ): Promise<ScheduleShift[] | null> {
    return nullIfNotFound(
      readShifts(pagerDutyId, parseOnCallWindow(window, accountContext.client.now()), accountContext),
    );
  }

  @Requires('INCIDENTS_READ')
  @FieldResolver(() => [ScheduleOverride], {
    nullable: true,
    description: 'Overrides of this schedule in a window, earliest first. Their ids cost a second upstream call.',
  })
  async overrides(
    @Root() { accountContext, pagerDutyId }: Schedule,
    @Info() info: GraphQLResolveInfo,
    @Args(() => ScheduleWindowArgs) window: ScheduleWindowArgs,
  ): Promise<ScheduleOverride[] | null> {
    const period = parseOnCallWindow(window, accountContext.client.now());
    const overrides = await nullIfNotFound(
      listOverrides(pagerDutyId, period, accountContext, wantsOverrideIds(getSelection(info))),
    );
    return overrides && mapEntries(overrides, (one) => toOverride(one, accountContext));
  }
}
