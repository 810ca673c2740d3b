import type { WirePriority } from '../../../upstream/pagerduty/wire.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { toPagerDutyGlobalId } from '../../core/ids/global-id.js';
import type { Priority } from './priority.type.js';

/** @param wire a full priority, or a reference to one */
export function toPriority(wire: WirePriority, accountContext: PagerDutyAccountContext): Priority {
  return {
    accountContext,
    wire,
    id: toPagerDutyGlobalId(accountContext.key, 'Priority', wire.id),
    pagerDutyId: wire.id,
    name: wire.name ?? wire.summary ?? null,
  };
}
