import DataLoader from 'dataloader';
import pMap from 'p-map';
import type { PagerDutyClient } from '../upstream/pagerduty/client.js';
import type { IncidentInclude, WireIncident } from '../upstream/pagerduty/wire.js';
import { toError } from '../shared/to-error.js';
import { MAX_CONCURRENT_READS } from '../upstream/pagerduty/limits.js';

/** One incident with at least these expansions. */
export interface IncidentKey {
  /** PagerDuty's id, or the incident number as text. */
  readonly id: string;
  readonly include: readonly IncidentInclude[];
}

/**
 * Reads incidents one by one, because PagerDuty has no read of several by id. Concurrent reads of one incident are merged with
 * all their expansions. Nothing is cached: a later mutation of the same document may change it.
 */
export function createIncidentLoader(client: PagerDutyClient): DataLoader<IncidentKey, WireIncident> {
  return new DataLoader((keys) => loadIncidents(client, keys), { cache: false });
}

async function loadIncidents(client: PagerDutyClient, keys: readonly IncidentKey[]): Promise<(WireIncident | Error)[]> {
  const includesById = new Map<string, IncidentInclude[]>();
  for (const { id, include } of keys) includesById.set(id, [...(includesById.get(id) ?? []), ...include]);
  const read = async ([id, include]: [string, IncidentInclude[]]) =>
    [id, await client.getIncident(id, [...new Set(include)]).catch(toError)] as const;
  const resultsById = new Map(await pMap(includesById, read, { concurrency: MAX_CONCURRENT_READS }));
  return keys.map(({ id }) => resultsById.get(id) ?? new Error(`The incident ${id} was not read.`));
}
