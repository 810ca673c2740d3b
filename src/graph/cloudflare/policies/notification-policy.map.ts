import type { WirePolicy } from '../../../upstream/cloudflare/wire.js';
import { textOf } from '../../../shared/json.js';
import type { CloudflareAccess } from '../../core/context.js';
import { cloudflareGlobalId } from '../../core/ids/global-id.js';
import type { AffectedPolicy, NotificationPolicy } from './notification-policy.type.js';

export type Mechanism = 'email' | 'pagerduty' | 'webhook' | 'webhooks';

export function toPolicy(wire: WirePolicy, access: CloudflareAccess): NotificationPolicy {
  return {
    access,
    destinationIds: mechanismIds(wire, 'pagerduty'),
    id: cloudflareGlobalId(access.key, 'NotificationPolicy', wire.id),
    cloudflareId: wire.id,
    name: wire.name ?? null,
    description: wire.description ?? null,
    enabled: wire.enabled ?? null,
    alertType: textOf(wire.alert_type) ?? 'unknown',
    alertInterval: wire.alert_interval ?? null,
    filters: wire.filters ?? null,
    emails: mechanismIds(wire, 'email'),
    webhookIds: [...mechanismIds(wire, 'webhooks'), ...mechanismIds(wire, 'webhook')],
    createdAt: wire.created ?? null,
    modifiedAt: wire.modified ?? null,
  };
}

/** Sorted, for Cloudflare's order is not stable and an empty list may be missing (contracts: quirk 106). */
export function mechanismIds(wire: WirePolicy, mechanism: Mechanism): string[] {
  return (wire.mechanisms?.[mechanism] ?? []).map(({ id }) => id).toSorted();
}

/** The policies that lose something when every PagerDuty destination is deleted. */
export function affectedBy(policies: readonly WirePolicy[], access: CloudflareAccess): AffectedPolicy[] {
  return policies
    .filter((policy) => mechanismIds(policy, 'pagerduty').length > 0)
    .map((policy) => ({
      policy: toPolicy(policy, access),
      losesLastDestination: Object.entries(policy.mechanisms ?? {}).every(
        ([mechanism, destinations]) => mechanism === 'pagerduty' || !destinations?.length,
      ),
    }));
}
