import type { WireOnCall } from '../../../upstream/pagerduty/wire-on-call.js';
import { isReference, isUser } from '../../../upstream/pagerduty/type-guards.js';
import { mapNestedValue } from '../../core/mapping/nested-value.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { toUser } from '../users/user.map.js';
import type { OnCall } from './on-call.type.js';

export function toOnCall(wire: WireOnCall, accountContext: PagerDutyAccountContext): OnCall {
  const { user, schedule, escalation_level, start, end } = wire;
  return {
    user: mapNestedValue(user, isUser, (one) => toUser(one, accountContext)),
    level: escalation_level,
    schedule: mapNestedValue(schedule, isReference, ({ id, summary, html_url: url }) => ({
      pagerDutyId: id,
      name: summary ?? null,
      url: url ?? null,
    })),
    start: start ?? null,
    end: end ?? null,
  };
}
