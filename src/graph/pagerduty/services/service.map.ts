import type { WireService } from '../../../upstream/pagerduty/wire.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { toPagerDutyGlobalId } from '../../core/ids/global-id.js';
import type { LoadFullObject } from '../../core/selection/expand-reference.js';
import type { PagerDutyService } from './service.type.js';

/** Fields that need only the id, name or account of the service, so a reference is enough. */
export const REFERENCE_ONLY_FIELDS = ['account', 'openIncidents', 'changeEvents', 'destinations', 'maintenanceWindows'];

export const loadService: LoadFullObject<WireService> = ({ loaders }, id) => loaders.service.load(id);

export const toServiceName = ({ name, summary }: WireService): string | null => name ?? summary ?? null;

/** @param wire a full service, or a reference to one */
export function toService(wire: WireService, accountContext: PagerDutyAccountContext): PagerDutyService {
  return {
    accountContext,
    wire,
    id: toPagerDutyGlobalId(accountContext.key, 'PagerDutyService', wire.id),
    account: accountContext.key,
    pagerDutyId: wire.id,
    name: toServiceName(wire),
    url: wire.html_url ?? null,
  };
}
