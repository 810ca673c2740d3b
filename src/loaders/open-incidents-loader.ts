import DataLoader from 'dataloader';
import pMap from 'p-map';
import { countOmitted } from '../upstream/transport/partial-list.js';
import { toError } from '../shared/to-error.js';
import type { PagerDutyClient } from '../upstream/pagerduty/client.js';
import type { IncidentInclude, IncidentQuery, Page, WireIncident } from '../upstream/pagerduty/wire.js';
import { MAX_CONCURRENT_READS, MAX_PAGE_SIZE } from '../upstream/pagerduty/limits.js';

/** The first open incidents of a service, newest first. */
export interface OpenIncidentsKey {
  readonly serviceId: string;
  /** 1 to 100. */
  readonly limit: number;
  readonly include: readonly IncidentInclude[];
  readonly includeTotal: boolean;
}

/** Their ids must fit into a URL of 4 KiB. */
const MAX_SERVICES_PER_BATCH = 100;

export const OPEN_NEWEST_FIRST = {
  statuses: ['triggered', 'acknowledged'],
  sortBy: ['created_at:desc', 'incident_number:desc'],
} as const satisfies Partial<IncidentQuery>;

/**
 * One list of open incidents serves all services of a batch. A service whose incidents are not all on that page is read
 * separately.
 */
export function createOpenIncidentsLoader(
  client: PagerDutyClient,
): DataLoader<OpenIncidentsKey, Page<WireIncident>, string> {
  const listForService = (key: OpenIncidentsKey) =>
    client.listIncidents({
      ...OPEN_NEWEST_FIRST,
      serviceIds: [key.serviceId],
      limit: key.limit,
      offset: 0,
      include: key.include,
      total: key.includeTotal,
    });
  const listForServices = async (keys: readonly OpenIncidentsKey[]) => {
    const combinedPage = await client.listIncidents({
      ...OPEN_NEWEST_FIRST,
      serviceIds: [...new Set(keys.map(({ serviceId }) => serviceId))],
      limit: MAX_PAGE_SIZE,
      offset: 0,
      include: [...new Set(keys.flatMap(({ include }) => include))],
    });
    return pMap(keys, (key) => selectForService(combinedPage, key) ?? listForService(key).catch(toError), {
      concurrency: MAX_CONCURRENT_READS,
    });
  };
  return new DataLoader(
    (keys) => (keys.length === 1 ? pMap(keys, (key) => listForService(key).catch(toError)) : listForServices(keys)),
    {
      cacheKeyFn: (key) => JSON.stringify(key),
      maxBatchSize: MAX_SERVICES_PER_BATCH,
    },
  );
}

/** The incidents of one service in a combined page; undefined when some may be missing. */
function selectForService(
  combinedPage: Page<WireIncident>,
  { serviceId, limit, includeTotal }: OpenIncidentsKey,
): Page<WireIncident> | undefined {
  // An unreadable incident can belong to any service.
  if (countOmitted(combinedPage.items) > 0) return undefined;
  const serviceIncidents = combinedPage.items.filter(({ service }) => service?.id === serviceId);
  const isComplete = !combinedPage.more;
  if (!isComplete && (includeTotal || serviceIncidents.length <= limit)) return undefined;
  return {
    items: serviceIncidents.slice(0, limit),
    more: serviceIncidents.length > limit,
    total: isComplete ? serviceIncidents.length : null,
  };
}
