import type { WireUser } from '../../../upstream/pagerduty/wire.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { toPagerDutyGlobalId } from '../../core/ids/global-id.js';
import type { PagerDutyUser } from './user.type.js';

/** @param wire a full user, or a reference to one */
export function toUser(wire: WireUser, accountContext: PagerDutyAccountContext): PagerDutyUser {
  return {
    accountContext,
    wire,
    id: toPagerDutyGlobalId(accountContext.key, 'PagerDutyUser', wire.id),
    pagerDutyId: wire.id,
    name: wire.name ?? wire.summary ?? null,
    url: wire.html_url ?? null,
  };
}
