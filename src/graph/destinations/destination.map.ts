import type { WireDestination } from '../../upstream/cloudflare/wire.js';
import { mapped } from '../../upstream/transport/entries.js';
import { textOf } from '../../upstream/transport/json.js';
import { toCloudflareAccount } from '../accounts/cloudflare-account.map.js';
import type { CloudflareAccess } from '../context.js';
import { cloudflareGlobalId } from '../global-id.js';
import { entriesAt, indexed } from '../indexed.js';
import { loadersOf, onceFor } from '../once-for.js';
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
