import { Fault } from '../../faults/fault.js';
import type { AlertQuery, LogEntryQuery } from './wire-alert.js';
import type { ChangeEventQuery } from './wire-change-event.js';
import type { MaintenanceWindowQuery } from './wire-maintenance-window.js';
import type { OnCallQuery } from './wire-on-call.js';
import type { ScheduleWindow } from './wire-schedule.js';
import type { IncidentInclude, IncidentQuery, NameQuery, PageQuery, ServiceQuery } from './wire.js';

function appendFilter(to: URLSearchParams, name: string, value: string | undefined): void {
  if (value === undefined) return;
  // PagerDuty ignores an empty filter and returns everything (docs/upstream-quirks.md, quirk 13).
  if (value.trim() === '')
    throw new Fault('INVALID_INPUT', 'The filter value is empty; omit the filter or set a value.');
  to.append(name, value);
}

/** A filter with several values repeats its name with brackets; the values are combined with OR. */
function appendFilterSet(to: URLSearchParams, name: string, values: readonly string[] | undefined): void {
  for (const value of values ?? []) appendFilter(to, `${name}[]`, value);
}

function createPageParams({ limit, offset, total }: PageQuery): URLSearchParams {
  const params = new URLSearchParams({ limit: String(limit), offset: String(offset) });
  if (total) params.set('total', 'true');
  return params;
}

/** A URL above 4 KiB, host and path included, is a 414 without a body. */
const MAX_QUERY_LENGTH = 3_900;

/** @throws Fault `LIMIT_EXCEEDED` for a query that is too long */
function toQueryString(params: URLSearchParams): string {
  const text = `?${params.toString()}`;
  if (text.length <= MAX_QUERY_LENGTH) return text;
  const message = `The filters need a URL query of ${text.length} characters; the maximum is ${MAX_QUERY_LENGTH}. Use fewer values.`;
  throw new Fault('LIMIT_EXCEEDED', message);
}

export function formatPageQuery(page: PageQuery): string {
  return toQueryString(createPageParams(page));
}

/**
 * The query of `GET /incidents` (docs/upstream-quirks.md, PagerDuty: listing incidents). Requests all time without a window,
 * and UTC, because PagerDuty's defaults are a month and the account's time zone (quirks 18 and 21).
 *
 * @throws Fault `INVALID_INPUT` for an empty filter value, `LIMIT_EXCEEDED` for too long a URL
 */
export function formatIncidentQuery(query: IncidentQuery): string {
  const params = createPageParams(query);
  params.set('time_zone', 'UTC');
  appendFilter(params, 'since', query.since);
  appendFilter(params, 'until', query.until);
  if (query.since === undefined && query.until === undefined) params.set('date_range', 'all');
  appendFilter(params, 'incident_key', query.incidentKey);
  appendFilterSet(params, 'statuses', query.statuses);
  appendFilterSet(params, 'urgencies', query.urgencies);
  appendFilterSet(params, 'service_ids', query.serviceIds);
  appendFilterSet(params, 'user_ids', query.userIds);
  appendFilterSet(params, 'team_ids', query.teamIds);
  if (query.sortBy?.length) appendFilter(params, 'sort_by', query.sortBy.join(','));
  appendFilterSet(params, 'include', query.include);
  return toQueryString(params);
}

/** `include[]` alone; empty without values. */
export function formatIncludeQuery(include: readonly IncidentInclude[] = []): string {
  const params = new URLSearchParams();
  appendFilterSet(params, 'include', include);
  return include.length > 0 ? `?${params.toString()}` : '';
}

/** @throws Fault `INVALID_INPUT` for an empty filter value, `LIMIT_EXCEEDED` for too long a URL */
export function formatServiceQuery(query: ServiceQuery): string {
  const params = createPageParams(query);
  appendFilter(params, 'query', query.query);
  appendFilter(params, 'name', query.name);
  return toQueryString(params);
}

/** @throws Fault `LIMIT_EXCEEDED` for too long a URL */
export function formatImpactQuery(serviceIds?: readonly string[], additionalFields?: readonly string[]): string {
  const params = new URLSearchParams();
  appendFilterSet(params, 'ids', serviceIds);
  appendFilterSet(params, 'additional_fields', additionalFields);
  return toQueryString(params);
}

/** @throws Fault `INVALID_INPUT` for an empty filter value, `LIMIT_EXCEEDED` for too long a URL */
export function formatMaintenanceWindowQuery(query: MaintenanceWindowQuery): string {
  const params = createPageParams(query);
  appendFilter(params, 'filter', query.filter);
  appendFilter(params, 'query', query.query);
  appendFilterSet(params, 'service_ids', query.serviceIds);
  appendFilterSet(params, 'include', query.include);
  return toQueryString(params);
}

/**
 * The query of users, escalation policies and teams: a substring of the name; of users also of the e-mail address.
 *
 * @throws Fault `INVALID_INPUT` for an empty filter value, `LIMIT_EXCEEDED` for too long a URL
 */
export function formatNameQuery(query: NameQuery): string {
  const params = createPageParams(query);
  appendFilter(params, 'query', query.query);
  return toQueryString(params);
}

/** @throws Fault `INVALID_INPUT` for an empty filter value, `LIMIT_EXCEEDED` for too long a URL */
export function formatAlertQuery(query: AlertQuery): string {
  const params = createPageParams(query);
  appendFilter(params, 'alert_key', query.alertKey);
  appendFilterSet(params, 'statuses', query.statuses);
  if (query.sortBy?.length) appendFilter(params, 'sort_by', query.sortBy.join(','));
  return toQueryString(params);
}

/** In UTC, because the default is the account's time zone (docs/upstream-quirks.md, PagerDuty: log entries). */
export function formatLogEntryQuery(query: LogEntryQuery): string {
  const params = createPageParams(query);
  params.set('time_zone', 'UTC');
  if (query.isOverview) params.set('is_overview', 'true');
  appendFilter(params, 'since', query.since);
  appendFilter(params, 'until', query.until);
  appendFilterSet(params, 'include', query.include);
  return toQueryString(params);
}

/** Of the change events of an account or a service. Any offset but `Z` is refused (docs/upstream-quirks.md, quirk 157). */
export function formatChangeEventQuery(query: ChangeEventQuery): string {
  const params = createPageParams(query);
  appendFilter(params, 'since', query.since);
  appendFilter(params, 'until', query.until);
  return toQueryString(params);
}

/**
 * On-calls in UTC; now without a window.
 *
 * @throws Fault `INVALID_INPUT` for an empty filter value, `LIMIT_EXCEEDED` for too long a URL
 */
export function formatOnCallQuery(query: OnCallQuery): string {
  const params = createPageParams(query);
  params.set('time_zone', 'UTC');
  appendFilter(params, 'since', query.since);
  appendFilter(params, 'until', query.until);
  appendFilterSet(params, 'escalation_policy_ids', query.escalationPolicyIds);
  appendFilterSet(params, 'schedule_ids', query.scheduleIds);
  appendFilterSet(params, 'include', query.include);
  return toQueryString(params);
}

/** A window in UTC, because the default is the time zone of the account. */
export function formatWindowQuery(window: ScheduleWindow | undefined): string {
  return toQueryString(new URLSearchParams({ time_zone: 'UTC', ...window }));
}

/** Not cut at the ends of the window. `editable` is sent only when wanted, because its presence decides. */
export function formatOverrideQuery(window: ScheduleWindow, isEditable: boolean): string {
  const params = new URLSearchParams({ ...window, overflow: 'true' });
  if (isEditable) params.set('editable', 'true');
  return toQueryString(params);
}
