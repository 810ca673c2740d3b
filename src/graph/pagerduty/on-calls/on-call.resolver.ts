import type { GraphQLResolveInfo } from 'graphql';
import { isReference } from '../../../upstream/pagerduty/type-guards.js';
import { lacking, leftOutOf } from '../../../upstream/transport/partial-list.js';
import { part } from '../../core/mapping/nested-value.js';
import { FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { PagerDutyAccess } from '../../core/context.js';
import { EscalationPolicy } from '../escalation-policies/escalation-policy.type.js';
import { beyondReference, exceedsReference } from '../../core/selection/expand-reference.js';
import { Requires } from '../../core/auth/requires-scope.js';
import { selectionOf } from '../../core/selection/selection.js';
import { loadService } from '../services/service.map.js';
import { PagerDutyService } from '../services/service.type.js';
import { toOnCall } from './on-call.map.js';
import { OnCall } from './on-call.type.js';

@Resolver(() => EscalationPolicy)
export class OnCallOfPolicyResolver {
  @Requires('INCIDENTS_READ', 'ONCE')
  @FieldResolver(() => [OnCall], {
    nullable: true,
    description: 'Who would be paged now, lowest escalation level first.',
  })
  onCall(@Root() { access, pagerDutyId }: EscalationPolicy, @Info() info: GraphQLResolveInfo): Promise<OnCall[]> {
    return onCallOf(pagerDutyId, access, info);
  }
}

@Resolver(() => PagerDutyService)
export class OnCallOfServiceResolver {
  @Requires('INCIDENTS_READ', 'ONCE')
  @FieldResolver(() => [OnCall], {
    nullable: true,
    description: 'Who would be paged now, lowest escalation level first.',
  })
  async onCall(@Root() service: PagerDutyService, @Info() info: GraphQLResolveInfo): Promise<OnCall[] | null> {
    return beyondReference(service, loadService, ({ escalation_policy: policy }) =>
      policy == null ? [] : part(policy, isReference, ({ id }) => onCallOf(id, service.access, info)),
    );
  }
}

async function onCallOf(policyId: string, access: PagerDutyAccess, info: GraphQLResolveInfo): Promise<OnCall[]> {
  const wantsUsers = exceedsReference(selectionOf(info).at('user'));
  const onCalls = await access.loaders.onCalls.load({ policyId, wantsUsers });
  const sorted = onCalls.toSorted((a, b) => a.escalation_level - b.escalation_level);
  return lacking(
    sorted.map((wire) => toOnCall(wire, access)),
    leftOutOf(onCalls),
  );
}
