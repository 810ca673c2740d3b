import { Fault } from '../../faults/fault.js';
import type { AlertQuery, LogEntryQuery } from './wire-alert.js';
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

/** A URL above 4 KiB is a 414, without a body that says why. The host and the path take a little of it. */
const LONGEST_QUERY = 3_900;

/** @throws Fault `LIMIT_EXCEEDED` for more than PagerDuty reads */
function written(query: URLSearchParams): string {
  const text = `?${query.toString()}`;
  if (text.length <= LONGEST_QUERY) return text;
  const message = `What is asked for makes a URL with ${text.length} characters of filters; the limit is ${LONGEST_QUERY}. Name less at once.`;
  throw new Fault('LIMIT_EXCEEDED', message);
}

export function pageQuery(page: PageQuery): string {
  return written(paged(page));
}

/**
 * The query of `GET /incidents` (contracts: pagerduty-rest section 7.1). Asks for all time when no window is given and
 * always in UTC, for PagerDuty's defaults are a month and the account's own zone (quirks 18 and 21).
 *
 * @throws Fault `INVALID_INPUT` for an empty filter value, `LIMIT_EXCEEDED` for too long a URL
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
  return written(query);
}

/** `include[]` alone; no question mark when there is nothing to include. */
export function includeQuery(include: readonly IncidentInclude[] = []): string {
  const query = new URLSearchParams();
  putAll(query, 'include', include);
  return include.length > 0 ? `?${query.toString()}` : '';
}

/** @throws Fault `INVALID_INPUT` for an empty filter value, `LIMIT_EXCEEDED` for too long a URL */
export function serviceQuery(asked: ServiceQuery): string {
  const query = paged(asked);
  put(query, 'query', asked.query);
  put(query, 'name', asked.name);
  return written(query);
}

/**
 * The query of users, escalation policies and teams: part of the name, of users also of the address.
 *
 * @throws Fault `INVALID_INPUT` for an empty filter value, `LIMIT_EXCEEDED` for too long a URL
 */
export function nameQuery(asked: NameQuery): string {
  const query = paged(asked);
  put(query, 'query', asked.query);
  return written(query);
}

/** @throws Fault `INVALID_INPUT` for an empty filter value, `LIMIT_EXCEEDED` for too long a URL */
export function alertQuery(asked: AlertQuery): string {
  const query = paged(asked);
  put(query, 'alert_key', asked.alertKey);
  putAll(query, 'statuses', asked.statuses);
  if (asked.sortBy?.length) put(query, 'sort_by', asked.sortBy.join(','));
  return written(query);
}

/** In UTC, for the default is the account's own zone (contracts: pagerduty-rest section 8.3). */
export function logEntryQuery(asked: LogEntryQuery): string {
  const query = paged(asked);
  query.set('time_zone', 'UTC');
  if (asked.isOverview) query.set('is_overview', 'true');
  put(query, 'since', asked.since);
  put(query, 'until', asked.until);
  putAll(query, 'include', asked.include);
  return written(query);
}

/**
 * Asks who is on call now; in UTC.
 *
 * @throws Fault `INVALID_INPUT` for an empty filter value, `LIMIT_EXCEEDED` for too long a URL
 */
export function onCallQuery(asked: OnCallQuery): string {
  const query = paged(asked);
  query.set('time_zone', 'UTC');
  putAll(query, 'escalation_policy_ids', asked.escalationPolicyIds);
  putAll(query, 'include', asked.include);
  return written(query);
}
