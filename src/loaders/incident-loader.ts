import DataLoader from 'dataloader';
import pMap from 'p-map';
import type { PagerDutyClient } from '../upstream/pagerduty/client.js';
import type { IncidentInclude, WireIncident } from '../upstream/pagerduty/wire.js';
import { toError } from '../shared/to-error.js';
import { MAX_CONCURRENT_READS } from '../upstream/pagerduty/limits.js';

/** One incident with what is to be expanded in it, at least. */
export interface IncidentKey {
  /** PagerDuty's id, or its number as a text. */
  readonly id: string;
  readonly include: readonly IncidentInclude[];
}

/**
 * Reads incidents one by one, for PagerDuty has no read of several by id; one that is asked for more than once at a time
 * is read once, with all that is to be expanded. Nothing is kept: a mutation later in the same document may change it.
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
