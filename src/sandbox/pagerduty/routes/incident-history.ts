import type { FastifyInstance } from 'fastify';
import { isOpenAlert } from '../alerts.js';
import { invalidInput, notFound } from '../errors.js';
import type { Alert, Incident, LogEntry } from '../incident-records.js';
import { readTime } from '../incident-list.js';
import { incidentAt } from '../incident-update.js';
import { paged } from '../paging.js';
import { admits, flag, includes, value, values, type Query } from '../query.js';
import type { PagerDutyHalf } from '../server.js';
import type { PagerDutyState } from '../state.js';
import { alertView } from '../views/alert.js';
import { incidentView } from '../views/incident.js';
import { logEntryView } from '../views/log-entry.js';

const NOTHING: ReadonlySet<string> = new Set();

type ById = { Params: { id: string }; Querystring: Query };

/** An alert is read only through its incident. */
export function addAlertRoutes(app: FastifyInstance, half: PagerDutyHalf): void {
  app.get<ById>('/incidents/:id/alerts', async ({ params, query }) => {
    const incident = incidentAt(half.state, params.id);
    return paged('alerts', findAlerts(incident, query), query, (alert) => show(half.state, incident, alert, query));
  });

  app.get<ById & { Params: { alertId: string } }>('/incidents/:id/alerts/:alertId', async ({ params, query }) => {
    const incident = incidentAt(half.state, params.id);
    const alert = incident.alerts.find(({ id }) => id === params.alertId);
    if (alert === undefined) throw notFound();
    return { alert: show(half.state, incident, alert, query) };
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

export function addLogEntryRoutes(app: FastifyInstance, half: PagerDutyHalf): void {
  app.get<ById>('/incidents/:id/log_entries', async ({ params, query }) => {
    const incident = incidentAt(half.state, params.id);
    return paged('log_entries', findEntries(incident, query), query, (entry) =>
      tell(half.state, incident, entry, query),
    );
  });

  app.get<ById>('/log_entries/:id', async ({ params, query }) => {
    for (const incident of half.state.incidents.values()) {
      const entry = incident.log.find(({ id }) => id === params.id);
      if (entry !== undefined) return { log_entry: tell(half.state, incident, entry, query) };
    }
    throw notFound();
  });
}

/** Newest first (unverified). That an overview leaves out notifications and changed fields is the sandbox's choice. */
function findEntries({ log }: Incident, query: Query): readonly LogEntry[] {
  const since = readTime(query, 'since')?.getTime() ?? -Infinity;
  const until = readTime(query, 'until')?.getTime() ?? Infinity;
  const overview = flag(query, 'is_overview');
  const found = log.filter(({ at, kind }) => {
    const time = Date.parse(at);
    return since <= time && time <= until && !(overview && ['notify', 'field_value_change'].includes(kind));
  });
  return found.toReversed().toSorted((a, b) => b.at.localeCompare(a.at));
}

function tell(state: PagerDutyState, incident: Incident, entry: LogEntry, query: Query): object {
  const include = includes(query);
  const whole = include.has('incidents') && { incident: incidentView(state, incident, NOTHING) };
  return { ...logEntryView(state, incident, entry, include), ...whole };
}
