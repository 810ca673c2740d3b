import { isReference, isService } from '../../../upstream/pagerduty/type-guards.js';
import type { WireMaintenanceWindow } from '../../../upstream/pagerduty/wire-maintenance-window.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { toPagerDutyGlobalId } from '../../core/ids/global-id.js';
import { mapNestedList, mapNestedValue } from '../../core/mapping/nested-value.js';
import { toAgent } from '../agents/agent.map.js';
import { toService } from '../services/service.map.js';
import { MaintenanceWindowStatus, type MaintenanceWindow } from './maintenance-window.type.js';

export function toMaintenanceWindow(
  wire: WireMaintenanceWindow,
  accountContext: PagerDutyAccountContext,
): MaintenanceWindow {
  return {
    id: toPagerDutyGlobalId(accountContext.key, 'MaintenanceWindow', wire.id),
    pagerDutyId: wire.id,
    description: wire.description || null,
    status: toMaintenanceWindowStatus(wire, accountContext.client.now()),
    start: wire.start_time,
    end: wire.end_time,
    services: mapNestedList(wire.services, isService, (service) => toService(service, accountContext)),
    createdBy: mapNestedValue(wire.created_by, isReference, (user) => toAgent(user, accountContext)),
    url: wire.html_url ?? null,
  };
}

/** @param now PagerDuty's clock, in milliseconds since the epoch */
export function toMaintenanceWindowStatus(
  { start_time: start, end_time: end }: Pick<WireMaintenanceWindow, 'start_time' | 'end_time'>,
  now: number,
): MaintenanceWindowStatus {
  if (Date.parse(end) <= now) return MaintenanceWindowStatus.PAST;
  return Date.parse(start) <= now ? MaintenanceWindowStatus.ONGOING : MaintenanceWindowStatus.FUTURE;
}
