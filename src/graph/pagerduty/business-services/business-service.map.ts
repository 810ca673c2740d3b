import type { WireBusinessService, WireImpact } from '../../../upstream/pagerduty/wire-business-service.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { toPagerDutyGlobalId } from '../../core/ids/global-id.js';
import { toEnumValue } from '../../core/mapping/enum-value.js';
import { ImpactStatus, type BusinessService, type BusinessServiceImpact } from './business-service.type.js';

/**
 * @param wire a full business service, or a reference to one
 * @param wireImpact its impact, where that is known already
 */
export function toBusinessService(
  wire: WireBusinessService,
  accountContext: PagerDutyAccountContext,
  wireImpact?: WireImpact,
): BusinessService {
  return {
    accountContext,
    wire,
    id: toPagerDutyGlobalId(accountContext.key, 'BusinessService', wire.id),
    pagerDutyId: wire.id,
    name: wire.name ?? wire.summary ?? null,
    ...(wireImpact && { wireImpact }),
  };
}

/** An impact has the name of its service, and nothing else of it. */
export function toImpactedService(wireImpact: WireImpact, accountContext: PagerDutyAccountContext): BusinessService {
  const { id, name = null } = wireImpact;
  const reference = { id, type: 'business_service_reference', summary: name };
  return toBusinessService(reference, accountContext, wireImpact);
}

export function toImpact(wire: WireImpact, accountContext: PagerDutyAccountContext): BusinessServiceImpact {
  return {
    accountContext,
    status: toEnumValue(ImpactStatus, wire.status),
    priorityId: wire.additional_fields?.highest_impacting_priority?.id ?? null,
  };
}
