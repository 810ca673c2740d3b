import pMap from 'p-map';
import type { PagerDutyClient } from '../upstream/pagerduty/client.js';
import type { Page, WireService } from '../upstream/pagerduty/wire.js';
import { requireComplete } from '../upstream/transport/partial-list.js';
import { asString } from '../shared/json.js';
import { readAllPages } from './read-all-pages.js';
import { MAX_CONCURRENT_READS, MAX_PAGE_SIZE } from '../upstream/pagerduty/limits.js';

/** Together with the list that was begun they are as many calls as a list may take. */
const MAX_NAME_LOOKUPS = 9;

/**
 * Services of exactly these names, trimmed. For more than one name the list of all services is begun, which in most
 * accounts is all of it; where it goes on, a few names are asked for one by one and for more the list is read to its end.
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
