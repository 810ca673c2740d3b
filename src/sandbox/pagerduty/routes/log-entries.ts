import type { FastifyInstance } from 'fastify';
import { notFound } from '../http/errors.js';
import type { Incident, LogEntry } from '../state/incident-records.js';
import { requireIncident } from '../incidents/update-incidents.js';
import { paginate } from '../http/pagination.js';
import {
  NO_INCLUDES,
  matchesFilter,
  readFlag,
  readIncludes,
  readValues,
  type QueryParameters,
  parseTime,
} from '../http/query-parameters.js';
import { parseTimeZone } from '../http/time-zone.js';
import type { PagerDutySimulator } from '../pagerduty-simulator.js';
import { requireRecord, type PagerDutyState } from '../state/pagerduty-state.js';
import { renderIncident } from '../views/incident.js';
import { renderLogEntry } from '../views/log-entry.js';
import type { ByIdRoute, ListRoute } from '../http/route-types.js';

export function addLogEntryRoutes(app: FastifyInstance, simulator: PagerDutySimulator): void {
  app.get<ListRoute>('/log_entries', async ({ query }) => {
    const teams = readValues(query, 'team_ids[]');
    const entries = [...simulator.state.incidents.values()]
      .filter(({ serviceId }) => matchesFilter(teams, requireRecord(simulator.state.services, serviceId).teamId))
      .flatMap((incident) => findEntries(incident, query).map((entry) => ({ incident, entry })));
    const sorted = entries.toSorted((a, b) => compareNewestFirst(a.entry, b.entry));
    return paginate('log_entries', sorted, query, ({ incident, entry }) =>
      renderLogEntryForQuery(simulator.state, incident, entry, query),
    );
  });

  app.get<ByIdRoute>('/incidents/:id/log_entries', async ({ params, query }) => {
    const incident = requireIncident(simulator.state, params.id);
    return paginate('log_entries', findEntries(incident, query), query, (entry) =>
      renderLogEntryForQuery(simulator.state, incident, entry, query),
    );
  });

  app.get<ByIdRoute>('/log_entries/:id', async ({ params, query }) => {
    for (const incident of simulator.state.incidents.values()) {
      const entry = incident.log.find(({ id }) => id === params.id);
      if (entry !== undefined) return { log_entry: renderLogEntryForQuery(simulator.state, incident, entry, query) };
    }
    throw notFound();
  });
}

/**
 * Newest first (unverified). The sandbox omits notifications and changed fields from an overview; PagerDuty's choice is
 * unknown.
 */
function findEntries({ log }: Incident, query: QueryParameters): readonly LogEntry[] {
  const since = parseTime(query, 'since')?.getTime() ?? -Infinity;
  const until = parseTime(query, 'until')?.getTime() ?? Infinity;
  const overview = readFlag(query, 'is_overview');
  const found = log.filter(({ at, kind }) => {
    const time = Date.parse(at);
    return since <= time && time <= until && !(overview && ['notify', 'field_value_change'].includes(kind));
  });
  return found.toReversed().toSorted(compareNewestFirst);
}

/** Compares code units, because an account has thousands of entries. */
function compareNewestFirst(a: LogEntry, b: LogEntry): number {
  if (a.at === b.at) return 0;
  return a.at < b.at ? 1 : -1;
}

function renderLogEntryForQuery(
  state: PagerDutyState,
  incident: Incident,
  entry: LogEntry,
  query: QueryParameters,
): object {
  const include = readIncludes(query);
  const formatTime = parseTimeZone(query);
  const incidentField = include.has('incidents') && { incident: renderIncident(state, incident, NO_INCLUDES) };
  return {
    ...renderLogEntry(state, incident, entry, include),
    created_at: formatTime(entry.at),
    ...incidentField,
  };
}
