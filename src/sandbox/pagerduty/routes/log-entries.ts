import type { FastifyInstance } from 'fastify';
import { notFound } from '../http/errors.js';
import type { Incident, LogEntry } from '../state/incident-records.js';
import { readTime } from '../incidents/list-incidents.js';
import { incidentAt } from '../incidents/update-incidents.js';
import { paged } from '../http/pagination.js';
import { admits, flag, includes, values, type Query } from '../http/query-parameters.js';
import type { PagerDutyHalf } from '../pagerduty-simulator.js';
import { known, type PagerDutyState } from '../state/pagerduty-state.js';
import { incidentView } from '../views/incident.js';
import { logEntryView } from '../views/log-entry.js';

const NOTHING: ReadonlySet<string> = new Set();

type ById = { Params: { id: string }; Querystring: Query };

export function addLogEntryRoutes(app: FastifyInstance, half: PagerDutyHalf): void {
  /** Of the whole account. */
  app.get<{ Querystring: Query }>('/log_entries', async ({ query }) => {
    const teams = values(query, 'team_ids[]');
    const told = [...half.state.incidents.values()]
      .filter(({ serviceId }) => admits(teams, known(half.state.services, serviceId).teamId))
      .flatMap((incident) => findEntries(incident, query).map((entry) => ({ incident, entry })));
    const newest = told.toSorted((a, b) => newestFirst(a.entry, b.entry));
    return paged('log_entries', newest, query, ({ incident, entry }) => tell(half.state, incident, entry, query));
  });

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
  return found.toReversed().toSorted(newestFirst);
}

/** By code unit: an account has many thousands. */
function newestFirst(a: LogEntry, b: LogEntry): number {
  if (a.at === b.at) return 0;
  return a.at < b.at ? 1 : -1;
}

function tell(state: PagerDutyState, incident: Incident, entry: LogEntry, query: Query): object {
  const include = includes(query);
  const whole = include.has('incidents') && { incident: incidentView(state, incident, NOTHING) };
  return { ...logEntryView(state, incident, entry, include), ...whole };
}
