import type { WirePriority } from '../../upstream/pagerduty/wire.js';
import type { PagerDutyAccess } from '../context.js';
import { pagerDutyGlobalId } from '../global-id.js';
import type { Priority } from './priority.type.js';

export function toPriority(wire: WirePriority, access: PagerDutyAccess): Priority {
  return {
    id: pagerDutyGlobalId(access.key, 'Priority', wire.id),
    pagerDutyId: wire.id,
    name: wire.name ?? wire.summary ?? null,
    color: wire.color ? `#${wire.color.replace(/^#/, '')}` : null,
  };
}
