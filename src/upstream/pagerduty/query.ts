import { Fault } from '../../faults/fault.js';
import type { AlertQuery, LogEntryQuery } from './wire-history.js';
import type { OnCallQuery } from './wire-on-call.js';
import type { IncidentInclude, IncidentQuery, NameQuery, PageQuery, ServiceQuery } from './wire.js';

function put(to: URLSearchParams, name: string, value: string | undefined): void {
  if (value === undefined) return;
  // PagerDuty ignores an empty filter and returns everything (contracts: quirk 13).
  if (value.trim() === '') throw new Fault('INVALID_INPUT', 'An empty filter value would match everything.');
  to.append(name, value);
}

/** A set filter repeats its name with brackets; values of one filter are combined with OR. */
function putAll(to: URLSearchParams, name: string, values: readonly string[] | undefined): void {
  for (const value of values ?? []) put(to, `${name}[]`, value);
}

function paged({ limit, offset, total }: PageQuery): URLSearchParams {
  const query = new URLSearchParams({ limit: String(limit), offset: String(offset) });
  if (total) query.set('total', 'true');
  return query;
}

export function pageQuery(page: PageQuery): string {
  return `?${paged(page).toString()}`;
}

/**
 * The query of `GET /incidents` (contracts: pagerduty-rest section 7.1). Asks for all time when no window is given and
 * always in UTC, for PagerDuty's defaults are a month and the account's own zone (quirks 18 and 21).
 *
 * @throws Fault `INVALID_INPUT` for an empty filter value
 */
export function incidentQuery(asked: IncidentQuery): string {
  const query = paged(asked);
  query.set('time_zone', 'UTC');
  put(query, 'since', asked.since);
  put(query, 'until', asked.until);
  if (asked.since === undefined && asked.until === undefined) query.set('date_range', 'all');
  put(query, 'incident_key', asked.incidentKey);
  putAll(query, 'statuses', asked.statuses);
  putAll(query, 'urgencies', asked.urgencies);
  putAll(query, 'service_ids', asked.serviceIds);
  putAll(query, 'user_ids', asked.userIds);
  putAll(query, 'team_ids', asked.teamIds);
  if (asked.sortBy?.length) put(query, 'sort_by', asked.sortBy.join(','));
  putAll(query, 'include', asked.include);
  return `?${query.toString()}`;
}

/** `include[]` alone; no question mark when there is nothing to include. */
export function includeQuery(include: readonly IncidentInclude[] = []): string {
  const query = new URLSearchParams();
  putAll(query, 'include', include);
  return include.length > 0 ? `?${query.toString()}` : '';
}

/** @throws Fault `INVALID_INPUT` for an empty filter value */
export function serviceQuery(asked: ServiceQuery): string {
  const query = paged(asked);
  put(query, 'query', asked.query);
  put(query, 'name', asked.name);
  return `?${query.toString()}`;
}

/**
 * The query of users, escalation policies and teams: part of the name, of users also of the address.
 *
 * @throws Fault `INVALID_INPUT` for an empty filter value
 */
export function nameQuery(asked: NameQuery): string {
  const query = paged(asked);
  put(query, 'query', asked.query);
  return `?${query.toString()}`;
}

/** @throws Fault `INVALID_INPUT` for an empty filter value */
export function alertQuery(asked: AlertQuery): string {
  const query = paged(asked);
  put(query, 'alert_key', asked.alertKey);
  putAll(query, 'statuses', asked.statuses);
  if (asked.sortBy?.length) put(query, 'sort_by', asked.sortBy.join(','));
  return `?${query.toString()}`;
}

/** In UTC, for the default is the account's own zone (contracts: pagerduty-rest section 8.3). */
export function logEntryQuery(asked: LogEntryQuery): string {
  const query = paged(asked);
  query.set('time_zone', 'UTC');
  if (asked.isOverview) query.set('is_overview', 'true');
  put(query, 'since', asked.since);
  put(query, 'until', asked.until);
  putAll(query, 'include', asked.include);
  return `?${query.toString()}`;
}

/**
 * Asks who is on call now; in UTC.
 *
 * @throws Fault `INVALID_INPUT` for an empty filter value
 */
export function onCallQuery(asked: OnCallQuery): string {
  const query = paged(asked);
  query.set('time_zone', 'UTC');
  putAll(query, 'escalation_policy_ids', asked.escalationPolicyIds);
  putAll(query, 'include', asked.include);
  return `?${query.toString()}`;
}
