import DataLoader from 'dataloader';
import type { PagerDutyClient } from '../upstream/pagerduty/client.js';
import type { IncidentInclude, WireIncident } from '../upstream/pagerduty/wire.js';
import { OPEN_NEWEST_FIRST } from './open-incidents-loader.js';
import { readByIds } from './read-by-ids.js';

/** One incident with at least these expansions. */
export interface IncidentKey {
  /** PagerDuty's id, or the incident number as text. */
  readonly id: string;
  readonly include: readonly IncidentInclude[];
}

/**
 * Reads incidents by id. Concurrent reads of one incident are merged with all their expansions; many incidents are first
 * looked for among the open ones. Nothing is cached: a later mutation of the same document may change them.
 */
export function createIncidentLoader(client: PagerDutyClient): DataLoader<IncidentKey, WireIncident> {
  return new DataLoader((keys) => loadIncidents(client, keys), { cache: false });
}

async function loadIncidents(client: PagerDutyClient, keys: readonly IncidentKey[]): Promise<(WireIncident | Error)[]> {
  const includesById = new Map<string, readonly IncidentInclude[]>();
  for (const { id, include } of keys) includesById.set(id, [...new Set([...(includesById.get(id) ?? []), ...include])]);
  const include = [...new Set(keys.flatMap((key) => key.include))];
  const results = await readByIds<WireIncident>([...includesById.keys()], {
    listPage: (page) => client.listIncidents({ ...OPEN_NEWEST_FIRST, ...page, include }),
    readOne: (id) => client.getIncident(id, includesById.get(id) ?? []),
  });
  return keys.map(({ id }) => results.get(id) ?? new Error(`The incident ${id} was not read.`));
}
