import type { FastifyInstance } from 'fastify';
import { DAY, HOUR } from '../../clock.js';
import { forbidden, invalidInput, notFound } from '../http/errors.js';
import { paginate } from '../http/pagination.js';
import { matchesFilter, parseTime, readValue, readValues, type QueryParameters } from '../http/query-parameters.js';
import type { ByIdRoute, ListRoute } from '../http/route-types.js';
import { requireIncident } from '../incidents/update-incidents.js';
import type { PagerDutySimulator } from '../pagerduty-simulator.js';
import type { Incident } from '../state/incident-records.js';
import type { ChangeEvent } from '../state/change-event-records.js';
import { requireRecord, type PagerDutyState } from '../state/pagerduty-state.js';
import { renderChangeEvent } from '../views/change-event.js';

const RETENTION_MS = 90 * DAY;

export function addChangeEventRoutes(app: FastifyInstance, simulator: PagerDutySimulator): void {
  app.get<ListRoute>('/change_events', async ({ query }) => renderPage(findEvents(simulator.state, query), query));

  app.get<ByIdRoute>('/change_events/:id', async ({ params }) => {
    const event = listRetained(simulator.state).find(({ id }) => id === params.id);
    if (event === undefined) throw notFound();
    return { change_event: renderChangeEvent(event) };
  });

  app.get<ByIdRoute>('/services/:id/change_events', async ({ params, query }) => {
    if (!simulator.state.services.has(params.id)) throw notFound();
    return renderPage(
      findEvents(simulator.state, query).filter(({ serviceId }) => serviceId === params.id),
      query,
    );
  });

  app.get<ByIdRoute>('/incidents/:id/related_change_events', async ({ params, query }) => {
    const incident = requireIncident(simulator.state, params.id);
    if (simulator.control.switches.aiops === 'off') throw forbidden();
    const related = findRelated(simulator.state, incident).slice(0, Number(readValue(query, 'limit') ?? 25));
    const events = related.map(({ event, reason }) => ({
      ...renderChangeEvent(event),
      correlation_reason: { reason },
    }));
    return { change_events: events, ...NULL_PAGING, more: false };
  });
}

/** The paging fields are null although `limit` and `offset` work (docs/upstream-quirks.md, quirk 158). */
const NULL_PAGING = { limit: null, offset: null, total: null };

function renderPage(events: readonly ChangeEvent[], query: QueryParameters): object {
  return { ...paginate('change_events', events, query, renderChangeEvent), ...NULL_PAGING };
}

/** Newest first (unverified). */
function listRetained(state: PagerDutyState): readonly ChangeEvent[] {
  const oldest = state.now().getTime() - RETENTION_MS;
  return [...state.changeEvents.values()]
    .filter(({ timestamp }) => Date.parse(timestamp) >= oldest)
    .toReversed()
    .toSorted((a, b) => Date.parse(b.timestamp) - Date.parse(a.timestamp));
}

function findEvents(state: PagerDutyState, query: QueryParameters): readonly ChangeEvent[] {
  const since = parseUtcTime(query, 'since') ?? -Infinity;
  const until = parseUtcTime(query, 'until') ?? Infinity;
  const [teams, integrations] = [readValues(query, 'team_ids[]'), readValues(query, 'integration_ids[]')];
  return listRetained(state).filter(
    ({ timestamp, serviceId, integrationId }) =>
      since <= Date.parse(timestamp) &&
      Date.parse(timestamp) <= until &&
      matchesFilter(teams, requireRecord(state.services, serviceId).teamId) &&
      matchesFilter(integrations, integrationId),
  );
}

/** Unlike other lists, only UTC is accepted (docs/upstream-quirks.md, quirk 157). The body is invented. */
function parseUtcTime(query: QueryParameters, name: string): number | undefined {
  const text = readValue(query, name);
  if (text !== undefined && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text))
    throw invalidInput(`${name} must be a UTC ISO 8601 datetime string.`);
  return parseTime(query, name)?.getTime();
}

/**
 * Those of the day before the incident. The newest one of the service is the most recent; on other services, one counts
 * in the hour before. PagerDuty's choice is unknown.
 */
function findRelated(state: PagerDutyState, { serviceId, createdAt }: Incident) {
  const incidentAt = Date.parse(createdAt);
  const within = (event: ChangeEvent, ageMs: number) => {
    const at = Date.parse(event.timestamp);
    return incidentAt - ageMs <= at && at <= incidentAt;
  };
  const newest = listRetained(state).find((event) => event.serviceId === serviceId && within(event, DAY));
  return listRetained(state).flatMap((event) => {
    if (event.serviceId === serviceId && within(event, DAY))
      return [{ event, reason: event === newest ? 'most_recent' : 'intelligent' }];
    return within(event, HOUR) ? [{ event, reason: 'related_service' }] : [];
  });
}
