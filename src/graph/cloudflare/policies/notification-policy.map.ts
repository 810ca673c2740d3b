import type { WireDestination, WirePolicy } from '../../../upstream/cloudflare/wire.js';
import { asString } from '../../../shared/json.js';
import type { CloudflareAccountContext } from '../../core/context.js';
import { normalizeCloudflareId, toCloudflareGlobalId } from '../../core/ids/global-id.js';
import type { AffectedPolicy, NotificationPolicy } from './notification-policy.type.js';

export type Mechanism = 'email' | 'pagerduty' | 'webhook' | 'webhooks';

export function toNotificationPolicy(wire: WirePolicy, accountContext: CloudflareAccountContext): NotificationPolicy {
  return {
    accountContext,
    destinationIds: getMechanismIds(wire, 'pagerduty'),
    id: toCloudflareGlobalId(accountContext.key, 'NotificationPolicy', wire.id),
    cloudflareId: wire.id,
    name: wire.name ?? null,
    description: wire.description ?? null,
    enabled: wire.enabled ?? null,
    alertType: asString(wire.alert_type) ?? 'unknown',
    alertInterval: wire.alert_interval ?? null,
    filters: wire.filters ?? null,
    emails: getMechanismIds(wire, 'email'),
    webhookIds: [...getMechanismIds(wire, 'webhooks'), ...getMechanismIds(wire, 'webhook')],
    createdAt: wire.created ?? null,
    modifiedAt: wire.modified ?? null,
  };
}

/** Sorted, because Cloudflare's order is not stable. An empty list may be absent (docs/upstream-quirks.md, quirk 106). */
export function getMechanismIds(wire: WirePolicy, mechanism: Mechanism): string[] {
  return (wire.mechanisms?.[mechanism] ?? []).map(({ id }) => id).toSorted();
}

/** Lists the policies that lose one of these destinations, which are all. A policy may also have the ids of deleted ones. */
export function listAffectedPolicies(
  policies: readonly WirePolicy[],
  destinations: readonly WireDestination[],
  accountContext: CloudflareAccountContext,
): AffectedPolicy[] {
  const existing = new Set(destinations.map(({ id }) => normalizeCloudflareId(id)));
  return policies
    .filter((policy) => getMechanismIds(policy, 'pagerduty').some((id) => existing.has(normalizeCloudflareId(id))))
    .map((policy) => ({
      policy: toNotificationPolicy(policy, accountContext),
      losesLastDestination: Object.entries(policy.mechanisms ?? {}).every(
        ([mechanism, entries]) => mechanism === 'pagerduty' || !entries?.length,
      ),
    }));
}
