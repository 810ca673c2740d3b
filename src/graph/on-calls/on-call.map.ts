import type { WireOnCall } from '../../upstream/pagerduty/wire-on-call.js';
import type { PagerDutyAccess } from '../context.js';
import { toUser } from '../users/user.map.js';
import type { OnCall } from './on-call.type.js';

export function toOnCall(wire: WireOnCall, access: PagerDutyAccess): OnCall {
  const { user, schedule, escalation_level, start, end } = wire;
  return {
    user: user ? toUser(user, access) : null,
    level: escalation_level,
    schedule: schedule
      ? { pagerDutyId: schedule.id, name: schedule.summary ?? null, url: schedule.html_url ?? null }
      : null,
    start: start ?? null,
    end: end ?? null,
  };
}
