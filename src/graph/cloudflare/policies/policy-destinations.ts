import { lacking, leftOutOf, mapped } from '../../../upstream/transport/partial-list.js';
import type { CloudflareAccess } from '../../core/context.js';
import { allDestinations } from '../destinations/destination.map.js';
import type { PagerDutyDestination } from '../destinations/destination.type.js';
import { plainId } from '../../core/ids/global-id.js';
import { entriesAt, indexed } from '../../core/mapping/group-by-key.js';
import { loadersOf, onceFor } from '../../../shared/memoize.js';
import { toPolicy } from './notification-policy.map.js';
import type { NotificationPolicy } from './notification-policy.type.js';

// Policies lead to destinations and these back to policies, however often an operation goes round: each step is looked up,
// so it takes no longer than what it answers.

const policiesByDestination = onceFor(async (access: CloudflareAccess) => {
  const policies = mapped(await access.loaders.policies(), (wire) => toPolicy(wire, access));
  return indexed(policies, ({ destinationIds }) => destinationIds.map(plainId));
}, loadersOf);

/** The destinations a policy delivers to, without those that are gone. */
export const destinationsOf = onceFor(async ({ access, destinationIds }: NotificationPolicy) => {
  if (destinationIds.length === 0) return [];
  const wanted = new Set(destinationIds.map(plainId));
  const all = await allDestinations(access);
  const found = all.filter(({ cloudflareId }) => wanted.has(plainId(cloudflareId)));
  // Only where one is missing may it be one that cannot be read.
  return lacking(found, found.length < wanted.size ? leftOutOf(all) : 0);
});

/** The policies that deliver to a destination. */
export const policiesOf = onceFor(async ({ access, cloudflareId }: PagerDutyDestination) =>
  entriesAt(await policiesByDestination(access), plainId(cloudflareId)),
);
