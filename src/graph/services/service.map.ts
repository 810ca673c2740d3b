import type { WireService } from '../../upstream/pagerduty/wire.js';
import type { PagerDutyAccess } from '../context.js';
import { pagerDutyGlobalId } from '../global-id.js';
import { knownValue } from '../known-value.js';
import { ServiceStatus, type PagerDutyService } from './service.type.js';

/** Fields that a reference answers too: they need no more than the service's id or name. */
export const ANSWERED_BY_REFERENCE = ['openIncidents', 'destinations'];

/** @param wire a full service, or a reference when nothing beyond id, name and url is asked for */
export function toService(wire: WireService, access: PagerDutyAccess): PagerDutyService {
  return {
    access,
    wire,
    id: pagerDutyGlobalId(access.key, 'PagerDutyService', wire.id),
    pagerDutyId: wire.id,
    name: wire.name ?? wire.summary ?? null,
    description: wire.description ?? null,
    status: knownValue(ServiceStatus, wire.status),
    url: wire.html_url ?? null,
  };
}
