import DataLoader from 'dataloader';
import pMap from 'p-map';
import type { PagerDutyClient } from '../upstream/pagerduty/client.js';
import type { IncidentInclude, WireIncident } from '../upstream/pagerduty/wire.js';
import { asError } from './as-error.js';

const CONCURRENT_READS = 4;

/** One incident with what is expanded in it. */
export interface IncidentKey {
  readonly id: string;
  readonly include: readonly IncidentInclude[];
}

/** Reads incidents one by one, each at most once within one request: PagerDuty has no read of several by id. */
export function createIncidentLoader(client: PagerDutyClient): DataLoader<IncidentKey, WireIncident, string> {
  const read = ({ id, include }: IncidentKey) => client.getIncident(id, include).catch(asError);
  return new DataLoader((keys) => pMap(keys, read, { concurrency: CONCURRENT_READS }), {
    cacheKeyFn: ({ id, include }) => `${id} ${include.join()}`,
  });
}
