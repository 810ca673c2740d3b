import type { WireChangeEvent } from '../../../upstream/pagerduty/wire-change-event.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { toPagerDutyGlobalId } from '../../core/ids/global-id.js';
import type { ChangeEvent } from './change-event.type.js';

export function toChangeEvent(wire: WireChangeEvent, accountContext: PagerDutyAccountContext): ChangeEvent {
  return {
    accountContext,
    wire,
    id: toPagerDutyGlobalId(accountContext.key, 'ChangeEvent', wire.id),
    pagerDutyId: wire.id,
    summary: wire.summary ?? null,
    source: wire.source ?? null,
    timestamp: wire.timestamp,
    details: wire.custom_details ?? null,
  };
}
