import type { WireDestination } from '../../../upstream/cloudflare/wire.js';
import { mapEntries } from '../../../upstream/transport/partial-list.js';
import { asString } from '../../../shared/json.js';
import { toCloudflareAccount } from '../account/cloudflare-account.map.js';
import type { CloudflareAccountContext } from '../../core/context.js';
import { toCloudflareGlobalId } from '../../core/ids/global-id.js';
import { getEntries, groupByKeys } from '../../core/mapping/group-by-key.js';
import { getLoaders, memoize } from '../../../shared/memoize.js';
import type { PagerDutyDestination } from './destination.type.js';

export function toDestination(wire: WireDestination, accountContext: CloudflareAccountContext): PagerDutyDestination {
  return {
    accountContext,
    id: toCloudflareGlobalId(accountContext.key, 'PagerDutyDestination', wire.id),
    cloudflareId: wire.id,
    name: wire.name ?? null,
    account: toCloudflareAccount(accountContext),
  };
}

/** Loads all destinations of an account in Cloudflare's order, mapped once per request. */
export const loadDestinations = memoize(
  async (accountContext: CloudflareAccountContext) =>
    mapEntries(await accountContext.loaders.destinations(), (wire) => toDestination(wire, accountContext)),
  getLoaders,
);

const loadDestinationsByName = memoize(
  async (accountContext: CloudflareAccountContext) =>
    groupByKeys(await loadDestinations(accountContext), ({ name }) => [asString(name)?.trim() ?? '']),
  getLoaders,
);

/** @param name trimmed */
export async function findDestinationsByName(
  name: string,
  accountContext: CloudflareAccountContext,
): Promise<PagerDutyDestination[]> {
  return getEntries(await loadDestinationsByName(accountContext), name);
}
