import type { FastifyInstance } from 'fastify';
import { DAY, HOUR, toIsoSeconds } from '../../clock.js';
import { forbidden, invalidInput } from '../http/errors.js';
import { readFlag, readValue } from '../http/query-parameters.js';
import type { ByIdRoute } from '../http/route-types.js';
import { isOpen } from '../incidents/incident-predicates.js';
import { requireIncident } from '../incidents/update-incidents.js';
import type { PagerDutySimulator } from '../pagerduty-simulator.js';
import type { Incident } from '../state/incident-records.js';
import type { PagerDutyState } from '../state/pagerduty-state.js';
import { API_ORIGIN } from '../views/reference.js';

const PAST_MS = 180 * DAY;
const OUTLIER_MS = 30 * DAY;
const MAX_RELATED = 20;

/** Past, related and outlier incidents, which need AIOps. Their rules are invented; PagerDuty learns its own. */
export function addIncidentContextRoutes(app: FastifyInstance, simulator: PagerDutySimulator): void {
  const addRoute = (name: string, render: (incident: Incident, request: ByIdRoute['Querystring']) => object) =>
    app.get<ByIdRoute>(`/incidents/:id/${name}`, async ({ params, query }) => {
      const incident = requireIncident(simulator.state, params.id);
      if (simulator.control.switches.aiops === 'off') throw forbidden();
      return simulator.control.switches.aiops === 'empty' ? [] : render(incident, query);
    });

  addRoute('past_incidents', (incident, query) => {
    const limit = Number(readValue(query, 'limit') ?? 5);
    if (!Number.isInteger(limit) || limit < 1 || limit > 999) throw invalidInput('limit must be from 1 to 999.');
    const found = findPast(simulator.state, incident);
    return { past_incidents: found.slice(0, limit), total: readFlag(query, 'total') ? found.length : null, limit };
  });

  addRoute('related_incidents', (incident) => ({ related_incidents: findRelated(simulator.state, incident) }));

  addRoute('outlier_incident', (incident) => ({ outlier_incident: renderOutlier(simulator.state, incident) }));
}

function renderPartial({ id, createdAt, title }: Incident) {
  return { id, created_at: createdAt, self: `${API_ORIGIN}/incidents/${id}`, title };
}

const ageBefore = (incident: Incident, other: Incident) => Date.parse(incident.createdAt) - Date.parse(other.createdAt);

/** Resolved ones of the same service. The same title is similar, any other one is not. */
function findPast({ incidents }: PagerDutyState, incident: Incident) {
  return [...incidents.values()]
    .filter(
      (other) =>
        !isOpen(other) &&
        other.serviceId === incident.serviceId &&
        other.id !== incident.id &&
        isRecent(incident, other),
    )
    .map((other) => ({ incident: renderPartial(other), score: other.title === incident.title ? 46.8249 : 0 }))
    .toSorted((a, b) => b.score - a.score || b.incident.created_at.localeCompare(a.incident.created_at));
}

function isRecent(incident: Incident, other: Incident): boolean {
  const age = ageBefore(incident, other);
  return age >= 0 && age <= PAST_MS;
}

/** Open ones of other services that began within an hour of it, newest first. */
function findRelated({ incidents }: PagerDutyState, incident: Incident) {
  return [...incidents.values()]
    .filter((other) => isOpen(other) && other.serviceId !== incident.serviceId)
    .filter((other) => Math.abs(ageBefore(incident, other)) <= HOUR)
    .toReversed()
    .slice(0, MAX_RELATED)
    .map((other) => ({ incident: renderPartial(other), relationships: [renderRelationship(incident, other)] }));
}

/** Within ten minutes the newer one's service counts as dependent. */
function renderRelationship(incident: Incident, other: Incident) {
  const user_feedback = { positive_feedback_count: 12, negative_feedback_count: 3 };
  if (Math.abs(ageBefore(incident, other)) > HOUR / 6)
    return {
      type: 'machine_learning_inferred',
      metadata: { grouping_classification: 'similar_contents', user_feedback },
    };
  const [dependent, supporting] = ageBefore(incident, other) > 0 ? [incident, other] : [other, incident];
  return {
    type: 'service_dependency',
    metadata: {
      dependent_services: renderTechnicalService(dependent),
      supporting_services: renderTechnicalService(supporting),
    },
  };
}

function renderTechnicalService({ serviceId }: Incident) {
  return { id: serviceId, type: 'technical_service_reference', self: `${API_ORIGIN}/services/${serviceId}` };
}

function renderOutlier({ incidents }: PagerDutyState, incident: Incident) {
  const until = Date.parse(incident.createdAt);
  const ofService = [...incidents.values()].filter(
    (other) =>
      other.serviceId === incident.serviceId &&
      other.id !== incident.id &&
      ageBefore(incident, other) >= 0 &&
      ageBefore(incident, other) <= OUTLIER_MS,
  );
  const count = ofService.filter(({ title }) => title === incident.title).length;
  const frequency = ofService.length === 0 ? 0 : count / ofService.length;
  const occurrence = {
    count,
    frequency,
    category: toCategory(frequency),
    since: toIsoSeconds(until - OUTLIER_MS),
    until: toIsoSeconds(until),
  };
  const template = { id: `PTPL${incident.serviceId}`, cluster_id: `PCLU${incident.serviceId}` };
  return {
    incident: { ...renderPartial(incident), occurrence },
    incident_template: { ...template, mined_text: incident.title.replace(/\d+/g, '<MEASUREMENT>') },
  };
}

/** Between 5 % and 20 % PagerDuty's name is unknown. */
function toCategory(frequency: number): string {
  if (frequency === 0) return 'anomaly';
  return frequency <= 0.05 ? 'rare' : 'frequent';
}
