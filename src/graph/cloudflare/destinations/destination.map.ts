import type { WireDestination } from '../../../upstream/cloudflare/wire.js';
import { mapped } from '../../../upstream/transport/partial-list.js';
import { textOf } from '../../../shared/json.js';
import { toCloudflareAccount } from '../account/cloudflare-account.map.js';
import type { CloudflareAccess } from '../../core/context.js';
import { cloudflareGlobalId } from '../../core/ids/global-id.js';
import { entriesAt, indexed } from '../../core/mapping/group-by-key.js';
import { loadersOf, onceFor } from '../../../shared/memoize.js';
import type { PagerDutyDestination } from './destination.type.js';

export function toDestination(wire: WireDestination, access: CloudflareAccess): PagerDutyDestination {
  return {
    access,
    id: cloudflareGlobalId(access.key, 'PagerDutyDestination', wire.id),
    cloudflareId: wire.id,
    name: wire.name ?? null,
    account: toCloudflareAccount(access),
  };
}

/** All destinations of an account, in Cloudflare's order; mapped once a request. */
export const allDestinations = onceFor(
  async (access: CloudflareAccess) =>
    mapped(await access.loaders.destinations(), (wire) => toDestination(wire, access)),
  loadersOf,
);

const byName = onceFor(
  async (access: CloudflareAccess) =>
    indexed(await allDestinations(access), ({ name }) => [textOf(name)?.trim() ?? '']),
  loadersOf,
);

/** @param name trimmed */
export async function destinationsNamed(name: string, access: CloudflareAccess): Promise<PagerDutyDestination[]> {
  return entriesAt(await byName(access), name);
}
