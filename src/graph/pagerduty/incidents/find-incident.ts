import { Fault } from '../../../faults/fault.js';
import type { PagerDutyClient } from '../../../upstream/pagerduty/client.js';
import { MAX_PAGE_SIZE } from '../../../upstream/pagerduty/limits.js';
import type { IncidentInclude, WireIncident, WireStatus } from '../../../upstream/pagerduty/wire.js';
import { findEntry, requireComplete } from '../../../upstream/transport/partial-list.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { clipForMessage } from '../../core/input/validate.js';
import { withFieldPath } from '../../core/mutations/with-field-path.js';
import type { IncidentLocator } from './incident.ref.js';

/**
 * Reads the incident with one call, or two if a dedup key has more than 100 incidents.
 *
 * @throws {Fault} `NOT_FOUND` at `field` when there is no such incident
 */
export async function findIncident(
  locator: IncidentLocator,
  { client }: PagerDutyAccountContext,
  field: readonly string[],
  include: readonly IncidentInclude[] = [],
): Promise<WireIncident> {
  if ('id' in locator) return withFieldPath(field, client.getIncident(locator.id, include));
  if ('number' in locator) return withFieldPath(field, client.getIncident(String(locator.number), include));
  const found = await findByDedupKey(client, locator.serviceId, locator.dedupKey, include);
  if (found) return found;
  const { serviceId, dedupKey } = locator;
  const message = `PagerDuty has no incident with the dedup key “${clipForMessage(dedupKey)}” on service ${serviceId}.`;
  throw new Fault('NOT_FOUND', message, { field });
}

/**
 * Returns the upstream id. Only a number or a dedup key needs a call.
 *
 * @throws {Fault} `NOT_FOUND` at `field`
 */
export async function resolveIncidentId(
  locator: IncidentLocator,
  accountContext: PagerDutyAccountContext,
  field: readonly string[],
): Promise<string> {
  return 'id' in locator ? locator.id : (await findIncident(locator, accountContext, field)).id;
}

const OPEN_STATUSES: readonly WireStatus[] = ['triggered', 'acknowledged'];

/** The open incident with this dedup key on this service, otherwise the newest resolved one. */
export async function findByDedupKey(
  client: PagerDutyClient,
  serviceId: string,
  incidentKey: string,
  include: readonly IncidentInclude[] = [],
): Promise<WireIncident | undefined> {
  const newestFirst = { serviceIds: [serviceId], incidentKey, include, sortBy: ['created_at:desc'], offset: 0 };
  const { items, more } = await client.listIncidents({ ...newestFirst, limit: MAX_PAGE_SIZE });
  const open = findEntry(items, isOpen);
  if (open || !more) return open ?? items[0];
  // A reopened incident can be older than 100 resolved ones with the same key.
  const older = await client.listIncidents({ ...newestFirst, limit: 1, statuses: OPEN_STATUSES });
  return requireComplete(older.items)[0] ?? items[0];
}

/** The open incident with this dedup key on this service. It is why PagerDuty refuses another one. */
export async function findOpenByDedupKey(
  { client }: PagerDutyAccountContext,
  serviceId: string,
  incidentKey: string,
): Promise<WireIncident | undefined> {
  const { items } = await client.listIncidents({
    serviceIds: [serviceId],
    incidentKey,
    statuses: OPEN_STATUSES,
    limit: 1,
    offset: 0,
  });
  return requireComplete(items)[0];
}

export function isOpen({ status }: WireIncident): boolean {
  return OPEN_STATUSES.some((open) => open === status);
}
