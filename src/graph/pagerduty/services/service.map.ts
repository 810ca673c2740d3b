import type { WireService } from '../../../upstream/pagerduty/wire.js';
import type { PagerDutyAccess } from '../../core/context.js';
import { pagerDutyGlobalId } from '../../core/ids/global-id.js';
import type { LoadWhole } from '../../core/selection/expand-reference.js';
import type { PagerDutyService } from './service.type.js';

/** Fields that a reference answers too: they need no more than the service's id or name. */
export const ANSWERED_BY_REFERENCE = ['openIncidents', 'destinations'];

export const loadService: LoadWhole<WireService> = ({ loaders }, id) => loaders.service.load(id);

export const nameOf = ({ name, summary }: WireService): string | null => name ?? summary ?? null;

/** @param wire a full service, or a reference to one */
export function toService(wire: WireService, access: PagerDutyAccess): PagerDutyService {
  return {
    access,
    wire,
    id: pagerDutyGlobalId(access.key, 'PagerDutyService', wire.id),
    pagerDutyId: wire.id,
    name: nameOf(wire),
    url: wire.html_url ?? null,
  };
}
