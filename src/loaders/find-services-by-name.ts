import pMap from 'p-map';
import type { PagerDutyClient } from '../upstream/pagerduty/client.js';
import type { Page, WireService } from '../upstream/pagerduty/wire.js';
import { whole } from '../upstream/transport/partial-list.js';
import { textOf } from '../shared/json.js';
import { LARGEST_PAGE, readAll } from './read-all-pages.js';

/** Together with the list that was begun they are as many calls as a list may take. */
const FEW_NAMES = 9;
const CONCURRENT_READS = 4;

/**
 * Services of exactly these names, trimmed. For more than one name the list of all services is begun, which in most
 * accounts is all of it; where it goes on, a few names are asked for one by one and for more the list is read to its end.
 */
export async function findServices(client: PagerDutyClient, names: readonly string[]): Promise<WireService[][]> {
  const found = whole(await candidates(client, names));
  return names.map((name) => found.filter((service) => textOf(service.name ?? service.summary)?.trim() === name));
}

async function candidates(client: PagerDutyClient, names: readonly string[]): Promise<readonly WireService[]> {
  const list = (name?: string, begun?: Page<WireService>) =>
    readAll((page) => client.listServices(name === undefined ? page : { ...page, name }), { begun });
  if (names.length === 1) return list(names[0]);
  const begun = await client.listServices({ limit: LARGEST_PAGE, offset: 0 });
  if (!begun.more || names.length > FEW_NAMES) return list(undefined, begun);
  return (await pMap(names, async (name) => whole(await list(name)), { concurrency: CONCURRENT_READS })).flat();
}
