import type { WireOverride } from '../../../upstream/pagerduty/wire-schedule.js';
import { isUser } from '../../../upstream/pagerduty/type-guards.js';
import { asNonEmptyString } from '../../../shared/json.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { toPagerDutyGlobalId } from '../../core/ids/global-id.js';
import { mapNestedValue } from '../../core/mapping/nested-value.js';
import { toUser } from '../users/user.map.js';
import type { ScheduleOverride } from './override.type.js';

export function toOverride(wire: WireOverride, accountContext: PagerDutyAccountContext): ScheduleOverride {
  const id = asNonEmptyString(wire.id);
  return {
    user: mapNestedValue(wire.user, isUser, (one) => toUser(one, accountContext)),
    start: wire.start,
    end: wire.end,
    id: id === undefined ? null : toPagerDutyGlobalId(accountContext.key, 'ScheduleOverride', id),
    pagerDutyId: id ?? null,
  };
}
