import pMap from 'p-map';
import type { PagerDutyClient } from '../upstream/pagerduty/client.js';
import type { Page, WireService } from '../upstream/pagerduty/wire.js';
import { requireComplete } from '../upstream/transport/partial-list.js';
import { asString } from '../shared/json.js';
import { readAllPages } from './read-all-pages.js';
import { MAX_CONCURRENT_READS, MAX_PAGE_SIZE } from '../upstream/pagerduty/limits.js';

/** Together with the first page of the list this is the maximum number of calls for one list. */
const MAX_NAME_LOOKUPS = 9;

/**
 * Services with exactly these names, trimmed. For several names the first page of all services is read, which is the whole
 * list in most accounts. If there are more pages, up to nine names are looked up one by one; else all pages are read.
 */
export async function findServicesByName(client: PagerDutyClient, names: readonly string[]): Promise<WireService[][]> {
  const services = requireComplete(await listCandidates(client, names));
  return names.map((name) => services.filter((service) => asString(service.name ?? service.summary)?.trim() === name));
}

async function listCandidates(client: PagerDutyClient, names: readonly string[]): Promise<readonly WireService[]> {
  const list = (name?: string, firstPage?: Page<WireService>) =>
    readAllPages((page) => client.listServices(name === undefined ? page : { ...page, name }), { firstPage });
  if (names.length === 1) return list(names[0]);
  const firstPage = await client.listServices({ limit: MAX_PAGE_SIZE, offset: 0 });
  if (!firstPage.more || names.length > MAX_NAME_LOOKUPS) return list(undefined, firstPage);
  return (
    await pMap(names, async (name) => requireComplete(await list(name)), { concurrency: MAX_CONCURRENT_READS })
  ).flat();
}
