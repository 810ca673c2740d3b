import type { WirePriority } from '../../../upstream/pagerduty/wire.js';
import type { PagerDutyAccess } from '../../core/context.js';
import { pagerDutyGlobalId } from '../../core/ids/global-id.js';
import type { Priority } from './priority.type.js';

/** @param wire a full priority, or a reference to one */
export function toPriority(wire: WirePriority, access: PagerDutyAccess): Priority {
  return {
    access,
    wire,
    id: pagerDutyGlobalId(access.key, 'Priority', wire.id),
    pagerDutyId: wire.id,
    name: wire.name ?? wire.summary ?? null,
  };
}
