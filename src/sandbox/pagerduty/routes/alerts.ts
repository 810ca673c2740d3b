import type { FastifyInstance } from 'fastify';
import { actorOf } from '../http/authentication.js';
import { readAlertChange, readAlertChanges, updateAlerts } from '../alerts/update-alerts.js';
import { isOpenAlert } from '../alerts/add-alert.js';
import { invalidInput, notFound, tooManyItems } from '../http/errors.js';
import type { Alert, Incident } from '../state/incident-records.js';
import { incidentAt } from '../incidents/update-incidents.js';
import { paged } from '../http/pagination.js';
import { admits, includes, value, values, type Query } from '../http/query-parameters.js';
import type { PagerDutyHalf } from '../pagerduty-simulator.js';
import type { PagerDutyState } from '../state/pagerduty-state.js';
import { alertView } from '../views/alert.js';
import { incidentView } from '../views/incident.js';

const NOTHING: ReadonlySet<string> = new Set();
const MAX_BULK = 250;

type ById = { Params: { id: string }; Querystring: Query };
type Single = ById & { Params: { alertId: string } };

/** An alert is read and changed only through its incident. */
export function addAlertRoutes(app: FastifyInstance, half: PagerDutyHalf): void {
  app.get<ById>('/incidents/:id/alerts', async ({ params, query }) => {
    const incident = incidentAt(half.state, params.id);
    return paged('alerts', findAlerts(incident, query), query, (alert) => show(half.state, incident, alert, query));
  });

  app.get<Single>('/incidents/:id/alerts/:alertId', async ({ params, query }) => {
    const incident = incidentAt(half.state, params.id);
    const alert = incident.alerts.find(({ id }) => id === params.alertId);
    if (alert === undefined) throw notFound();
    return { alert: show(half.state, incident, alert, query) };
  });

  /** Carries paging fields and does not page. */
  app.put<ById>('/incidents/:id/alerts', async ({ headers, params, body }) => {
    const actor = actorOf(headers, half);
    const changes = readAlertChanges(body);
    if (changes.length > MAX_BULK) throw tooManyItems();
    const changed = updateAlerts(half.state, incidentAt(half.state, params.id), changes, actor);
    const alerts = changed.map(({ incident, alert }) => alertView(half.state, incident, alert, NOTHING));
    return { alerts, limit: MAX_BULK, offset: 0, more: false, total: null };
  });

  app.put<Single>('/incidents/:id/alerts/:alertId', async ({ headers, params, body }) => {
    const actor = actorOf(headers, half);
    const incident = incidentAt(half.state, params.id);
    if (!incident.alerts.some(({ id }) => id === params.alertId)) throw notFound();
    const change = { ...readAlertChange(body), id: params.alertId };
    const [changed] = updateAlerts(half.state, incident, [change], actor);
    return { alert: changed && alertView(half.state, changed.incident, changed.alert, NOTHING) };
  });
}

/** Oldest first unless sorted (unverified). */
function findAlerts(incident: Incident, query: Query): readonly Alert[] {
  const statuses = values(query, 'statuses[]');
  if (!statuses.every((status) => ['triggered', 'resolved'].includes(status)))
    throw invalidInput('Status must be a list of triggered or resolved.');
  const key = value(query, 'alert_key');
  const found = incident.alerts.filter(
    (alert) =>
      admits(statuses, isOpenAlert(alert) ? 'triggered' : 'resolved') && (key === undefined || alert.key === key),
  );
  const [field = '', direction = 'asc'] = (value(query, 'sort_by') ?? 'created_at').split(':');
  if (!['created_at', 'resolved_at'].includes(field) || !['asc', 'desc'].includes(direction))
    throw invalidInput('sort_by takes created_at or resolved_at, each with asc or desc.');
  const timeOf = (alert: Alert) => (field === 'created_at' ? alert.createdAt : (alert.resolvedAt ?? '9'));
  const sorted = found.toSorted((a, b) => timeOf(a).localeCompare(timeOf(b)));
  return direction === 'asc' ? sorted : sorted.toReversed();
}

function show(state: PagerDutyState, incident: Incident, alert: Alert, query: Query): object {
  const include = includes(query);
  const whole = include.has('incidents') && { incident: incidentView(state, incident, NOTHING) };
  return { ...alertView(state, incident, alert, include), ...whole };
}
