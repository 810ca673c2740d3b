import type { GraphQLResolveInfo } from 'graphql';
import { Args, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { readAllPages } from '../../../loaders/read-all-pages.js';
import { asString } from '../../../shared/json.js';
import { stringifyLosslessJson } from '../../../shared/lossless-json.js';
import type { OnCallQuery, WireOnCall } from '../../../upstream/pagerduty/wire-on-call.js';
import { countOmitted, markPartial } from '../../../upstream/transport/partial-list.js';
import { Requires } from '../../core/auth/requires-scope.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import type { PagerDutyIdType } from '../../core/ids/global-id.js';
import { parsePagerDutyRef, type PagerDutyRef } from '../../core/ids/pagerduty-ref.js';
import { assertListSize } from '../../core/input/validate.js';
import { needsFullObject } from '../../core/selection/expand-reference.js';
import { getSelection } from '../../core/selection/selection.js';
import { PagerDutyAccount } from '../account/pagerduty-account.type.js';
import { assertOnCallsComputable, parseOnCallWindow } from '../../core/input/on-call-window.js';
import { toOnCall } from './on-call.map.js';
import { OnCall } from './on-call.type.js';
import { MAX_ON_CALL_REFS, OnCallArgs } from './on-calls-of-account.args.js';

/** PagerDuty's times are whole seconds, so this is a moment. */
const MOMENT_MS = 1000;

@Resolver(() => PagerDutyAccount)
export class OnCallsOfAccountResolver {
  @Requires('INCIDENTS_READ')
  @FieldResolver(() => [OnCall], {
    nullable: true,
    description:
      'On-call shifts now or in a window, over all escalation policies, earliest first. The list has at most 1000 entries: narrow it by time, policy or schedule.',
  })
  async onCalls(
    @Root() { accountContext }: PagerDutyAccount,
    @Info() info: GraphQLResolveInfo,
    @Args(() => OnCallArgs) args: OnCallArgs,
  ): Promise<OnCall[]> {
    const wantsUsers = needsFullObject(getSelection(info).at('user'));
    const query = { ...toOnCallQuery(args, accountContext), include: wantsUsers ? (['users'] as const) : undefined };
    const onCalls = await readAllPages((page) => accountContext.client.listOnCalls({ ...page, ...query }));
    return markPartial(
      dropRepeated(onCalls)
        .toSorted(compareOnCalls)
        .map((wire) => toOnCall(wire, accountContext)),
      countOmitted(onCalls),
    );
  }
}

type OnCallFilter = Pick<OnCallQuery, 'since' | 'until' | 'escalationPolicyIds' | 'scheduleIds'>;

/** @throws {Fault} `INVALID_INPUT` or `LIMIT_EXCEEDED` at the invalid argument */
function toOnCallQuery(args: OnCallArgs, accountContext: PagerDutyAccountContext): OnCallFilter {
  const toIds = (name: 'escalationPolicies' | 'schedules', type: PagerDutyIdType) =>
    parseRefs(args[name], type, accountContext, name);
  const filter = {
    escalationPolicyIds: toIds('escalationPolicies', 'EscalationPolicy'),
    scheduleIds: toIds('schedules', 'Schedule'),
  };
  if (args.since == null && args.until == null) return filter;
  const now = accountContext.client.now();
  const window = parseOnCallWindow(args, now, MOMENT_MS);
  assertOnCallsComputable(window, now);
  return { ...filter, ...window };
}

function parseRefs(
  refs: readonly PagerDutyRef[] | null | undefined,
  type: PagerDutyIdType,
  accountContext: PagerDutyAccountContext,
  name: string,
): readonly string[] | undefined {
  if (refs == null) return undefined;
  return assertListSize(refs, MAX_ON_CALL_REFS, 'entries can be given', [name]).map((ref, index) =>
    parsePagerDutyRef(ref, type, accountContext, [name, String(index)]),
  );
}

/** PagerDuty may repeat an on-call, which has no id (docs/upstream-quirks.md, quirks 28 and 185). */
function dropRepeated(onCalls: readonly WireOnCall[]): readonly WireOnCall[] {
  return [...new Map(onCalls.map((onCall) => [toKey(onCall), onCall])).values()];
}

function toKey({ escalation_policy, escalation_level, schedule, user, start, end }: WireOnCall): string {
  return stringifyLosslessJson([escalation_policy?.id, escalation_level, schedule?.id, user?.id, start, end]);
}

/** Those who are always on call come first. */
function compareOnCalls(a: WireOnCall, b: WireOnCall): number {
  return toStartTime(a) - toStartTime(b) || a.escalation_level - b.escalation_level;
}

function toStartTime({ start }: WireOnCall): number {
  return Date.parse(asString(start) ?? '') || 0;
}
