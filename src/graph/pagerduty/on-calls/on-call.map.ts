import type { WireOnCall } from '../../../upstream/pagerduty/wire-on-call.js';
import { isReference, isUser } from '../../../upstream/pagerduty/type-guards.js';
import { mapNestedValue } from '../../core/mapping/nested-value.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { toEscalationPolicy } from '../escalation-policies/escalation-policy.map.js';
import { toSchedule } from '../schedules/schedule.map.js';
import { toUser } from '../users/user.map.js';
import type { OnCall } from './on-call.type.js';

export function toOnCall(wire: WireOnCall, accountContext: PagerDutyAccountContext): OnCall {
  const { user, schedule, escalation_policy: policy, escalation_level, start, end } = wire;
  return {
    user: mapNestedValue(user, isUser, (one) => toUser(one, accountContext)),
    escalationPolicy: mapNestedValue(policy, isReference, (one) => toEscalationPolicy(one, accountContext)),
    level: escalation_level,
    schedule: mapNestedValue(schedule, isReference, (one) => toSchedule(one, accountContext)),
    start: start ?? null,
    end: end ?? null,
  };
}
