import type { WireUser } from '../../../upstream/pagerduty/wire.js';
import type { PagerDutyAccess } from '../../core/context.js';
import { pagerDutyGlobalId } from '../../core/ids/global-id.js';
import type { PagerDutyUser } from './user.type.js';

/** @param wire a full user, or a reference to one */
export function toUser(wire: WireUser, access: PagerDutyAccess): PagerDutyUser {
  return {
    access,
    wire,
    id: pagerDutyGlobalId(access.key, 'PagerDutyUser', wire.id),
    pagerDutyId: wire.id,
    name: wire.name ?? wire.summary ?? null,
    url: wire.html_url ?? null,
  };
}
