import { markPartial, countOmitted, mapEntries } from '../../../upstream/transport/partial-list.js';
import type { CloudflareAccountContext } from '../../core/context.js';
import { loadDestinations } from '../destinations/destination.map.js';
import type { PagerDutyDestination } from '../destinations/destination.type.js';
import { normalizeCloudflareId } from '../../core/ids/global-id.js';
import { getEntries, groupByKeys } from '../../core/mapping/group-by-key.js';
import { getLoaders, memoize } from '../../../shared/memoize.js';
import { toNotificationPolicy } from './notification-policy.map.js';
import type { NotificationPolicy } from './notification-policy.type.js';

// Policies lead to destinations and back to policies, at any depth of an operation. Every step is an index lookup, so the
// time is proportional to the size of the response.

const loadPoliciesByDestination = memoize(async (accountContext: CloudflareAccountContext) => {
  const policies = mapEntries(await accountContext.loaders.policies(), (wire) =>
    toNotificationPolicy(wire, accountContext),
  );
  return groupByKeys(policies, ({ destinationIds }) => destinationIds.map(normalizeCloudflareId));
}, getLoaders);

/** Loads the destinations of a policy, without deleted ones. */
export const loadPolicyDestinations = memoize(async ({ accountContext, destinationIds }: NotificationPolicy) => {
  if (destinationIds.length === 0) return [];
  const wantedIds = new Set(destinationIds.map(normalizeCloudflareId));
  const all = await loadDestinations(accountContext);
  const found = all.filter(({ cloudflareId }) => wantedIds.has(normalizeCloudflareId(cloudflareId)));
  // An unreadable destination may be one of the policy only if the policy misses one.
  return markPartial(found, found.length < wantedIds.size ? countOmitted(all) : 0);
});

/** Loads the policies that deliver to a destination. */
export const loadDestinationPolicies = memoize(async ({ accountContext, cloudflareId }: PagerDutyDestination) =>
  getEntries(await loadPoliciesByDestination(accountContext), normalizeCloudflareId(cloudflareId)),
);
