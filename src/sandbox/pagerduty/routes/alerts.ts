import type { FastifyInstance } from 'fastify';
import { requireActor } from '../http/authentication.js';
import { parseAlertChange, parseAlertChanges, updateAlerts } from '../alerts/update-alerts.js';
import { isOpenAlert } from '../alerts/add-alert.js';
import { invalidInput, notFound, tooManyItems } from '../http/errors.js';
import type { Alert, Incident } from '../state/incident-records.js';
import { requireIncident } from '../incidents/update-incidents.js';
import { BULK_PAGE_FIELDS, MAX_BULK_ITEMS, paginate } from '../http/pagination.js';
import {
  NO_INCLUDES,
  matchesFilter,
  readIncludes,
  readValue,
  readValues,
  type QueryParameters,
} from '../http/query-parameters.js';
import type { PagerDutySimulator } from '../pagerduty-simulator.js';
import type { PagerDutyState } from '../state/pagerduty-state.js';
import { renderAlert } from '../views/alert.js';
import { renderIncident } from '../views/incident.js';
import type { ByIdRoute } from '../http/route-types.js';

type AlertRoute = ByIdRoute & { Params: { alertId: string } };

/** Alerts are read and changed through their incident only. */
export function addAlertRoutes(app: FastifyInstance, simulator: PagerDutySimulator): void {
  app.get<ByIdRoute>('/incidents/:id/alerts', async ({ params, query }) => {
    const incident = requireIncident(simulator.state, params.id);
    return paginate('alerts', findAlerts(incident, query), query, (alert) =>
      renderAlertForQuery(simulator.state, incident, alert, query),
    );
  });

  app.get<AlertRoute>('/incidents/:id/alerts/:alertId', async ({ params, query }) => {
    const incident = requireIncident(simulator.state, params.id);
    const alert = incident.alerts.find(({ id }) => id === params.alertId);
    if (alert === undefined) throw notFound();
    return { alert: renderAlertForQuery(simulator.state, incident, alert, query) };
  });

  app.put<ByIdRoute>('/incidents/:id/alerts', async ({ headers, params, body }) => {
    const actor = requireActor(headers, simulator);
    const changes = parseAlertChanges(body);
    if (changes.length > MAX_BULK_ITEMS) throw tooManyItems();
    const changed = updateAlerts(simulator.state, requireIncident(simulator.state, params.id), changes, actor);
    const alerts = changed.map(({ incident, alert }) => renderAlert(simulator.state, incident, alert, NO_INCLUDES));
    return { alerts, ...BULK_PAGE_FIELDS };
  });

  app.put<AlertRoute>('/incidents/:id/alerts/:alertId', async ({ headers, params, body }) => {
    const actor = requireActor(headers, simulator);
    const incident = requireIncident(simulator.state, params.id);
    if (!incident.alerts.some(({ id }) => id === params.alertId)) throw notFound();
    const change = { ...parseAlertChange(body), id: params.alertId };
    const [changed] = updateAlerts(simulator.state, incident, [change], actor);
    return { alert: changed && renderAlert(simulator.state, changed.incident, changed.alert, NO_INCLUDES) };
  });
}

/** Oldest first by default (unverified). */
function findAlerts(incident: Incident, query: QueryParameters): readonly Alert[] {
  const statuses = readValues(query, 'statuses[]');
  if (!statuses.every((status) => ['triggered', 'resolved'].includes(status)))
    throw invalidInput('Status must be a list of triggered or resolved.');
  const key = readValue(query, 'alert_key');
  const found = incident.alerts.filter(
    (alert) =>
      matchesFilter(statuses, isOpenAlert(alert) ? 'triggered' : 'resolved') &&
      (key === undefined || alert.key === key),
  );
  const [field = '', direction = 'asc'] = (readValue(query, 'sort_by') ?? 'created_at').split(':');
  if (!['created_at', 'resolved_at'].includes(field) || !['asc', 'desc'].includes(direction))
    throw invalidInput('sort_by takes created_at or resolved_at, each with asc or desc.');
  const toSortTime = (alert: Alert) => (field === 'created_at' ? alert.createdAt : (alert.resolvedAt ?? '9'));
  const sorted = found.toSorted((a, b) => toSortTime(a).localeCompare(toSortTime(b)));
  return direction === 'asc' ? sorted : sorted.toReversed();
}

function renderAlertForQuery(state: PagerDutyState, incident: Incident, alert: Alert, query: QueryParameters): object {
  const include = readIncludes(query);
  const incidentField = include.has('incidents') && { incident: renderIncident(state, incident, NO_INCLUDES) };
  return { ...renderAlert(state, incident, alert, include), ...incidentField };
}
