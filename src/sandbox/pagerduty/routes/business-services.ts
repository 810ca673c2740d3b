import type { FastifyInstance } from 'fastify';
import { notFound } from '../http/errors.js';
import { paginate } from '../http/pagination.js';
import { readValues, type QueryParameters } from '../http/query-parameters.js';
import type { ByIdRoute, ListRoute } from '../http/route-types.js';
import { isOpen } from '../incidents/incident-predicates.js';
import type { PagerDutySimulator } from '../pagerduty-simulator.js';
import { businessServices, type BusinessService } from '../seed/business-services.js';
import type { Incident } from '../state/incident-records.js';
import type { PagerDutyState } from '../state/pagerduty-state.js';
import { API_ORIGIN } from '../views/reference.js';

const PATH = '/business_services';

/** A list that is cut off: `more` cannot be followed (docs/upstream-quirks.md, quirk 174). The impacted ones come first. */
const LIVE_LIST_LIMIT = 100;
const liveList = (key: string, entries: readonly object[]) => ({
  limit: LIVE_LIST_LIMIT,
  more: entries.length > LIVE_LIST_LIMIT,
  [key]: entries.slice(0, LIVE_LIST_LIMIT),
});

export function addBusinessServiceRoutes(app: FastifyInstance, simulator: PagerDutySimulator): void {
  app.get<ListRoute>(PATH, async ({ query }) =>
    paginate('business_services', businessServices, query, renderBusinessService),
  );

  app.get<ListRoute>(`${PATH}/impacts`, async ({ query }) => {
    const requested = new Set(readValues(query, 'additional_fields[]'));
    const hasPriority = requested.has('services.highest_impacting_priority');
    const impacts = selectServices(query).map((service) => renderImpact(simulator.state, service, hasPriority));
    const impactedCount = impacts.filter(({ status }) => status === 'impacted').length;
    return {
      ...liveList(
        'services',
        impacts.toSorted((one, other) => one.status.localeCompare(other.status)),
      ),
      ...(requested.has('total_impacted_count') && { additional_fields: { total_impacted_count: impactedCount } }),
    };
  });

  app.get<ListRoute>(`${PATH}/impactors`, async ({ query }) => {
    const incidents = selectServices(query).flatMap((service) => findImpactors(simulator.state, service));
    return liveList(
      'impactors',
      [...new Set(incidents)].map(({ id }) => ({ id, type: 'incident' })),
    );
  });

  app.get<ByIdRoute>(`${PATH}/:id`, async ({ params }) => {
    const service = businessServices.find(({ id }) => id === params.id);
    if (service === undefined) throw notFound();
    return { business_service: renderBusinessService(service) };
  });
}

function selectServices(query: QueryParameters): readonly BusinessService[] {
  const ids = readValues(query, 'ids[]');
  return businessServices.filter(({ id }) => ids.length === 0 || ids.includes(id));
}

/** Open incidents with a priority. The threshold of a real account is a setting. */
function findImpactors(state: PagerDutyState, { supportedBy }: BusinessService): readonly Incident[] {
  return [...state.incidents.values()].filter(
    (incident) => isOpen(incident) && incident.priorityId !== null && supportedBy.includes(incident.serviceId),
  );
}

function renderImpact(state: PagerDutyState, service: BusinessService, hasPriority: boolean) {
  const impactors = findImpactors(state, service);
  return {
    id: service.id,
    name: service.name,
    type: 'business_service',
    status: impactors.length > 0 ? 'impacted' : 'not_impacted',
    ...(hasPriority && { additional_fields: { highest_impacting_priority: renderHighestPriority(state, impactors) } }),
  };
}

function renderHighestPriority({ priorities }: PagerDutyState, impactors: readonly Incident[]): object | null {
  const ranked = [...priorities.keys()];
  const highest = ranked.find((id) => impactors.some(({ priorityId }) => priorityId === id));
  return highest === undefined ? null : { id: highest, order: 2 ** (ranked.length - ranked.indexOf(highest)) };
}

/** `html_url` is always null, and the team has no name. */
function renderBusinessService({ id, name, description, pointOfContact, teamId }: BusinessService): object {
  return {
    id,
    type: 'business_service',
    summary: name,
    self: `${API_ORIGIN}${PATH}/${id}`,
    html_url: null,
    name,
    description,
    point_of_contact: pointOfContact,
    team: teamId === null ? null : { id: teamId, type: 'team_reference', self: `${API_ORIGIN}/teams/${teamId}` },
  };
}
