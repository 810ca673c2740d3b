import type { WireSchedule, WireShift } from '../../../upstream/pagerduty/wire-schedule.js';
import { isUser } from '../../../upstream/pagerduty/type-guards.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { toPagerDutyGlobalId } from '../../core/ids/global-id.js';
import { mapNestedValue } from '../../core/mapping/nested-value.js';
import { toUser } from '../users/user.map.js';
import type { Schedule, ScheduleShift } from './schedule.type.js';

/** @param wire a full schedule, or a reference to one */
export function toSchedule(wire: WireSchedule, accountContext: PagerDutyAccountContext): Schedule {
  return {
    accountContext,
    wire,
    id: toPagerDutyGlobalId(accountContext.key, 'Schedule', wire.id),
    pagerDutyId: wire.id,
    name: wire.name ?? wire.summary ?? null,
    url: wire.html_url ?? null,
  };
}

export function toShift({ user, start, end }: WireShift, accountContext: PagerDutyAccountContext): ScheduleShift {
  return { user: mapNestedValue(user, isUser, (one) => toUser(one, accountContext)), start, end };
}
