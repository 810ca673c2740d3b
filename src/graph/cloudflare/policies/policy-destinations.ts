import { markPartial, countOmitted, mapEntries } from '../../../upstream/transport/partial-list.js';
import type { CloudflareAccountContext } from '../../core/context.js';
import { loadDestinations } from '../destinations/destination.map.js';
import type { PagerDutyDestination } from '../destinations/destination.type.js';
import { normalizeCloudflareId } from '../../core/ids/global-id.js';
import { getEntries, groupByKeys } from '../../core/mapping/group-by-key.js';
import { getLoaders, memoize } from '../../../shared/memoize.js';
import { toNotificationPolicy } from './notification-policy.map.js';
import type { NotificationPolicy } from './notification-policy.type.js';

// Policies lead to destinations and these back to policies, however often an operation goes round: each step is looked up,
// so it takes no longer than what it answers.

const loadPoliciesByDestination = memoize(async (accountContext: CloudflareAccountContext) => {
  const policies = mapEntries(await accountContext.loaders.policies(), (wire) =>
    toNotificationPolicy(wire, accountContext),
  );
  return groupByKeys(policies, ({ destinationIds }) => destinationIds.map(normalizeCloudflareId));
}, getLoaders);

/** The destinations a policy delivers to, without those that are gone. */
export const loadPolicyDestinations = memoize(async ({ accountContext, destinationIds }: NotificationPolicy) => {
  if (destinationIds.length === 0) return [];
  const wantedIds = new Set(destinationIds.map(normalizeCloudflareId));
  const all = await loadDestinations(accountContext);
  const found = all.filter(({ cloudflareId }) => wantedIds.has(normalizeCloudflareId(cloudflareId)));
  // Only where one is missing may it be one that cannot be read.
  return markPartial(found, found.length < wantedIds.size ? countOmitted(all) : 0);
});

/** The policies that deliver to a destination. */
export const loadDestinationPolicies = memoize(async ({ accountContext, cloudflareId }: PagerDutyDestination) =>
  getEntries(await loadPoliciesByDestination(accountContext), normalizeCloudflareId(cloudflareId)),
);
