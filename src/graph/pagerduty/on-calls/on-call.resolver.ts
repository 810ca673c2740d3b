import type { GraphQLResolveInfo } from 'graphql';
import { isReference } from '../../../upstream/pagerduty/type-guards.js';
import { markPartial, countOmitted } from '../../../upstream/transport/partial-list.js';
import { mapNestedValue } from '../../core/mapping/nested-value.js';
import { FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { EscalationPolicy } from '../escalation-policies/escalation-policy.type.js';
import { resolveFromFullObject, needsFullObject } from '../../core/selection/expand-reference.js';
import { Requires } from '../../core/auth/requires-scope.js';
import { getSelection } from '../../core/selection/selection.js';
import { loadService } from '../services/service.map.js';
import { PagerDutyService } from '../services/service.type.js';
import { toOnCall } from './on-call.map.js';
import { OnCall } from './on-call.type.js';

@Resolver(() => EscalationPolicy)
export class OnCallOfPolicyResolver {
  @Requires('INCIDENTS_READ', 'ONCE')
  @FieldResolver(() => [OnCall], {
    nullable: true,
    description: 'Current on-call shifts, lowest escalation level first.',
  })
  onCall(
    @Root() { accountContext, pagerDutyId }: EscalationPolicy,
    @Info() info: GraphQLResolveInfo,
  ): Promise<OnCall[]> {
    return readOnCalls(pagerDutyId, accountContext, info);
  }
}

@Resolver(() => PagerDutyService)
export class OnCallOfServiceResolver {
  @Requires('INCIDENTS_READ', 'ONCE')
  @FieldResolver(() => [OnCall], {
    nullable: true,
    description: 'Current on-call shifts, lowest escalation level first.',
  })
  async onCall(@Root() service: PagerDutyService, @Info() info: GraphQLResolveInfo): Promise<OnCall[] | null> {
    return resolveFromFullObject(service, loadService, ({ escalation_policy: policy }) =>
      policy == null
        ? []
        : mapNestedValue(policy, isReference, ({ id }) => readOnCalls(id, service.accountContext, info)),
    );
  }
}

async function readOnCalls(
  policyId: string,
  accountContext: PagerDutyAccountContext,
  info: GraphQLResolveInfo,
): Promise<OnCall[]> {
  const wantsUsers = needsFullObject(getSelection(info).at('user'));
  const onCalls = await accountContext.loaders.onCalls.load({ policyId, includeUsers: wantsUsers });
  const sorted = onCalls.toSorted((a, b) => a.escalation_level - b.escalation_level);
  return markPartial(
    sorted.map((wire) => toOnCall(wire, accountContext)),
    countOmitted(onCalls),
  );
}
