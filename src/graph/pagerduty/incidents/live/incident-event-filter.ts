import { Fault } from '../../../../faults/fault.js';
import type { FeedEvent } from '../../../../feed/incident-feed.js';
import type { WireIncident } from '../../../../upstream/pagerduty/wire.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import { nullIfNotFound } from '../../../core/errors/null-if-not-found.js';
import { assertNotEmpty } from '../../../core/input/validate.js';
import { resolveIncidentId } from '../find-incident.js';
import { parseIncidentRef } from '../incident.ref.js';
import type { IncidentEventFilter } from './incident-event.input.js';
import { createExpiredFault, type IncidentEventsOptions } from './incident-events-source.js';
import { createIncidentMatcher } from './incident-matcher.js';

/** The incident as it is now; null when PagerDuty no longer returns it. */
export async function readIncidentOf(
  { incident, incidentId }: FeedEvent,
  { loaders }: PagerDutyAccountContext,
): Promise<WireIncident | null> {
  return incident ?? nullIfNotFound(loaders.incident.load({ id: incidentId, include: [] }));
}

/**
 * Validates a filter of events. Only an incident by number or dedup key needs a call.
 *
 * @throws {Fault} `INVALID_INPUT`, `LIMIT_EXCEEDED` or `NOT_FOUND` at the invalid part of the filter
 */
export async function createEventFilter(
  filter: IncidentEventFilter,
  accountContext: PagerDutyAccountContext,
): Promise<Pick<IncidentEventsOptions, 'accepts' | 'acceptsLogged'>> {
  const { types, incident } = filter;
  const incidentPath = ['filter', 'incident'];
  const locator = incident && parseIncidentRef(incident, accountContext, incidentPath);
  const wantedTypes = types && new Set<string>(assertNotEmpty(types, ['filter', 'types']));
  const { matches, matchesAll } = await createIncidentMatcher(filter, accountContext);
  const wantedId = locator && (await resolveIncidentId(locator, accountContext, incidentPath));
  const acceptsEvent = ({ type, incidentId }: FeedEvent): boolean =>
    (!wantedTypes || wantedTypes.has(type)) && (!wantedId || wantedId === incidentId);
  const acceptsIncident = (of: WireIncident | null | undefined) => matchesAll || (of != null && matches(of));
  return {
    accepts: (event) => acceptsEvent(event) && (!event.incident || acceptsIncident(event.incident)),
    acceptsLogged: async (event) =>
      acceptsEvent(event) &&
      (matchesAll || acceptsIncident(await readIncidentOf(event, accountContext).catch(rethrowReadLimit))),
  };
}

/** A subscriber that would have to read too many incidents cannot continue, also at the next attempt. */
function rethrowReadLimit(error: unknown): never {
  throw error instanceof Fault && error.code === 'OPERATION_TOO_COMPLEX' ? createExpiredFault(error) : error;
}
