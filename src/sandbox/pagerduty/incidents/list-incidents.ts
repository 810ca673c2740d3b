import { DAY } from '../../clock.js';
import { badRequest, invalidStatus, invalidInput } from '../http/errors.js';
import { matchesFilter, parseTime, readValue, readValues, type QueryParameters } from '../http/query-parameters.js';
import type { Incident } from '../state/incident-records.js';
import { requireRecord, type PagerDutyState } from '../state/pagerduty-state.js';
import { hasDedupKey } from './incident-predicates.js';

/**
 * The matching incidents of `GET /incidents` in order, before paging (docs/upstream-quirks.md, "PagerDuty: listing
 * incidents").
 */
export function findIncidents(state: PagerDutyState, query: QueryParameters): readonly Incident[] {
  const isInWindow = parseWindow(state, query);
  const matches = parseFilters(state, query);
  const found = [...state.incidents.values()].filter((incident) => isInWindow(incident) && matches(incident));
  return found.toSorted(parseSortOrder(query));
}

/** Maximum window; "six months" are 180 days here (docs/upstream-quirks.md, quirk 194). */
const MAX_WINDOW_MS = 180 * DAY;

/** Filters by creation time: one month by default, 180 days at most. Both ends are inclusive (unverified). */
function parseWindow(state: PagerDutyState, query: QueryParameters): (incident: Incident) => boolean {
  if (readValue(query, 'date_range') === 'all') return () => true;
  const until = parseTime(query, 'until') ?? state.now();
  const since = parseTime(query, 'since') ?? subtractMonths(until, 1);
  if (since > until) throw badRequest(2005, 'Invalid Query Date Range');
  // PagerDuty's own message: the name of the invalid field is missing.
  if (until.getTime() - since.getTime() > MAX_WINDOW_MS) throw invalidInput(' is invalid.');
  return ({ createdAt }) => {
    const at = Date.parse(createdAt);
    return since.getTime() <= at && at <= until.getTime();
  };
}

function subtractMonths(time: Date, months: number): Date {
  const start = new Date(time);
  start.setUTCMonth(start.getUTCMonth() - months);
  return start;
}

function parseFilters(state: PagerDutyState, query: QueryParameters): (incident: Incident) => boolean {
  const statuses = readValues(query, 'statuses[]');
  if (!statuses.every((status) => ['triggered', 'acknowledged', 'resolved'].includes(status))) throw invalidStatus();
  const urgencies = readValues(query, 'urgencies[]');
  if (!urgencies.every((urgency) => ['high', 'low'].includes(urgency)))
    throw invalidInput('Urgency must be a list of high or low.');
  const services = readValues(query, 'service_ids[]');
  const teams = readValues(query, 'team_ids[]');
  const users = readValues(query, 'user_ids[]');
  const key = readValue(query, 'incident_key');
  return (incident) =>
    matchesFilter(statuses, incident.status) &&
    matchesFilter(urgencies, incident.urgency) &&
    matchesFilter(services, incident.serviceId) &&
    matchesFilter(teams, requireRecord(state.services, incident.serviceId).teamId) &&
    matchesFilter(users, ...incident.assignments.map((assignment) => assignment.userId)) &&
    (key === undefined || hasDedupKey(incident, key));
}

type IncidentComparison = (a: Incident, b: Incident) => number;

/** Ascending. Unresolved incidents are last by `resolved_at`. */
const COMPARISONS: Readonly<Record<string, IncidentComparison>> = {
  incident_number: (a, b) => a.number - b.number,
  created_at: (a, b) => compareText(a.createdAt, b.createdAt),
  resolved_at: (a, b) => compareText(a.resolvedAt ?? '9', b.resolvedAt ?? '9'),
  urgency: (a, b) => Number(a.urgency === 'high') - Number(b.urgency === 'high'),
};

/** Compares code units, because `localeCompare` is slow for thousands of records. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Sorts ties by number, so that pages do not overlap. */
function parseSortOrder(query: QueryParameters): IncidentComparison {
  const fields = (readValue(query, 'sort_by') ?? 'incident_number').split(',');
  if (fields.length > 2) throw invalidInput('sort_by takes at most two fields.');
  const comparisons = fields.map(parseSortField);
  return (a, b) => comparisons.reduce((result, compare) => result || compare(a, b), 0) || a.number - b.number;
}

function parseSortField(text: string): IncidentComparison {
  const [field = '', direction = 'asc'] = text.split(':');
  const compare = Object.hasOwn(COMPARISONS, field) ? COMPARISONS[field] : undefined;
  if (compare === undefined || !['asc', 'desc'].includes(direction))
    throw invalidInput(`sort_by does not take ${text}.`);
  return direction === 'asc' ? compare : (a, b) => compare(b, a);
}
