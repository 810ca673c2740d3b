import DataLoader from 'dataloader';
import pMap from 'p-map';
import { leftOutOf } from '../upstream/transport/partial-list.js';
import { asError } from '../shared/to-error.js';
import type { PagerDutyClient } from '../upstream/pagerduty/client.js';
import type { IncidentInclude, IncidentQuery, Page, WireIncident } from '../upstream/pagerduty/wire.js';

/** The first open incidents of a service, newest first. */
export interface OpenIncidentsKey {
  readonly serviceId: string;
  /** 1 to 100. */
  readonly limit: number;
  readonly include: readonly IncidentInclude[];
  readonly wantsTotal: boolean;
}

const CONCURRENT_READS = 4;
const LARGEST_PAGE = 100;
/** Their ids go into one URL, which PagerDuty reads up to 4 KiB. */
const MOST_SERVICES = 100;

export const OPEN_NEWEST_FIRST = {
  statuses: ['triggered', 'acknowledged'],
  sortBy: ['created_at:desc', 'incident_number:desc'],
} as const satisfies Partial<IncidentQuery>;

/**
 * One list of open incidents serves all services that are asked for together; those it could not fill are read by
 * themselves.
 */
export function createOpenIncidentsLoader(
  client: PagerDutyClient,
): DataLoader<OpenIncidentsKey, Page<WireIncident>, string> {
  const readOne = (key: OpenIncidentsKey) =>
    client.listIncidents({
      ...OPEN_NEWEST_FIRST,
      serviceIds: [key.serviceId],
      limit: key.limit,
      offset: 0,
      include: key.include,
      total: key.wantsTotal,
    });
  const readMany = async (keys: readonly OpenIncidentsKey[]) => {
    const shared = await client.listIncidents({
      ...OPEN_NEWEST_FIRST,
      serviceIds: [...new Set(keys.map(({ serviceId }) => serviceId))],
      limit: LARGEST_PAGE,
      offset: 0,
      include: [...new Set(keys.flatMap(({ include }) => include))],
    });
    return pMap(keys, (key) => shareOf(shared, key) ?? readOne(key).catch(asError), { concurrency: CONCURRENT_READS });
  };
  return new DataLoader(
    (keys) => (keys.length === 1 ? pMap(keys, (key) => readOne(key).catch(asError)) : readMany(keys)),
    {
      cacheKeyFn: (key) => JSON.stringify(key),
      maxBatchSize: MOST_SERVICES,
    },
  );
}

/** What a list over several services says of one; undefined when that may not be all that was asked for. */
function shareOf(
  shared: Page<WireIncident>,
  { serviceId, limit, wantsTotal }: OpenIncidentsKey,
): Page<WireIncident> | undefined {
  // Whose an incident is that cannot be read nobody knows.
  if (leftOutOf(shared.items) > 0) return undefined;
  const own = shared.items.filter(({ service }) => service?.id === serviceId);
  const isWhole = !shared.more;
  if (!isWhole && (wantsTotal || own.length <= limit)) return undefined;
  return { items: own.slice(0, limit), more: own.length > limit, total: isWhole ? own.length : null };
}
