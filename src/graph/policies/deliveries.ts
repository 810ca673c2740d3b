import type { CloudflareAccess } from '../context.js';
import { allDestinations } from '../destinations/destination.map.js';
import type { PagerDutyDestination } from '../destinations/destination.type.js';
import { plainId } from '../global-id.js';
import { indexed } from '../indexed.js';
import { onceFor } from '../once-for.js';
import { toPolicy } from './policy.map.js';
import type { NotificationPolicy } from './policy.type.js';

// Policies lead to destinations and these back to policies, however often an operation goes round: each step is looked up,
// so it takes no longer than what it answers.

const policiesByDestination = onceFor(async (access: CloudflareAccess) => {
  const policies = (await access.loaders.policies()).map((wire) => toPolicy(wire, access));
  return indexed(policies, ({ destinationIds }) => destinationIds.map(plainId));
});

/** The destinations a policy delivers to, without those that are gone. */
export const destinationsOf = onceFor(async ({ access, destinationIds }: NotificationPolicy) => {
  if (destinationIds.length === 0) return [];
  const wanted = new Set(destinationIds.map(plainId));
  return (await allDestinations(access)).filter(({ cloudflareId }) => wanted.has(plainId(cloudflareId)));
});

/** The policies that deliver to a destination. */
export async function policiesOf({ access, cloudflareId }: PagerDutyDestination): Promise<NotificationPolicy[]> {
  return (await policiesByDestination(access)).get(plainId(cloudflareId)) ?? [];
}
