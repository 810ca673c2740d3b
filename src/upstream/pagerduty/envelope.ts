import type { NotFoundMeaning, EndpointInfo } from '../../faults/error-response.js';
import { faultFromTransportError } from '../../faults/transport-errors.js';
import { faultFromResponse } from '../../faults/upstream-errors.js';
import type { Fault } from '../../faults/fault.js';
import { getHeader } from '../transport/http/headers.js';
import { asInteger, isArray, isObject, type JsonObject, parseTotal } from '../../shared/json.js';
import { parseRetryAfter, parseSeconds } from '../transport/resilience/retry-after.js';
import { readErrorBody } from './error-body.js';
import { countOmitted, keepReadable, type TypeGuard } from '../transport/partial-list.js';
import type { Page } from './wire.js';
import type { UpstreamResponse } from '../transport/upstream-response.js';

/**
 * The object under `key` of a 2xx response.
 *
 * @throws Fault the error of the status; `UPSTREAM_BAD_RESPONSE` when a 2xx contains no such object
 */
export function decodeObject<T>(response: UpstreamResponse, key: string, typeGuard: TypeGuard<T>): T {
  const value = decodeBodyObject(response)[key];
  if (!typeGuard(value)) throw createUnreadableFault(response);
  return value;
}

/** The list under `key` of a 2xx response, without unreadable entries; throws as `decodeObject` does, also when no entry is readable. */
export function decodeList<T>(response: UpstreamResponse, key: string, typeGuard: TypeGuard<T>): readonly T[] {
  return readList(decodeBodyObject(response), response, key, typeGuard);
}

/**
 * A page of a list with classic pagination (docs/upstream-quirks.md, PagerDuty: paging); throws as `decodeObject` does, also
 * without `more`, because the list could be cut short.
 */
export function decodePage<T>(response: UpstreamResponse, key: string, typeGuard: TypeGuard<T>): Page<T> {
  if (response.status === 404 && response.endpoint.notFoundMeaning === 'nothing')
    return { items: [], more: false, total: 0 };
  const body = decodeBodyObject(response);
  const items = readList(body, response, key, typeGuard);
  const total = parseTotal(body['total'], asInteger(body['offset']) ?? 0, items.length + countOmitted(items));
  const { more } = body;
  if (typeof more !== 'boolean') throw createUnreadableFault(response);
  return { items, more, total };
}

function readList<T>(body: JsonObject, response: UpstreamResponse, key: string, typeGuard: TypeGuard<T>): readonly T[] {
  const given = body[key];
  const items = Array.isArray(given) ? keepReadable(given, typeGuard) : undefined;
  if (!items || (items.length === 0 && countOmitted(items) > 0)) throw createUnreadableFault(response);
  return items;
}

/** The body of a 2xx response. Checks the status before it parses the body, so that a proxy's page does not hide its 502. */
export function decodeBodyObject(response: UpstreamResponse): JsonObject {
  requireSuccess(response);
  const body = response.json();
  if (!isObject(body)) throw createUnreadableFault(response);
  return body;
}

/**
 * The only item of a response that is a list with a status for each item: under a 201, an item may be refused
 * (docs/upstream-quirks.md, quirk 182); throws as `decodeObject` does, by the status of the item.
 */
export function decodeOnlyItem(response: UpstreamResponse): JsonObject {
  requireSuccess(response);
  const body = response.json();
  const [item, ...others] = isArray(body) ? body : [];
  if (!isObject(item) || others.length > 0) throw createUnreadableFault(response);
  const status = asInteger(item['status']) ?? response.status;
  requireSuccess({ ...response, status, text: JSON.stringify({ error: { errors: item['errors'] } }) });
  return item;
}

/** @throws Fault the error of a status other than 2xx; for a response without a body */
export function requireSuccess(response: UpstreamResponse): void {
  if (response.status < 200 || response.status > 299) throw toFault(response);
}

/** Checks a 2xx without a body. A body means that something else responded, and that the outcome is unknown. */
export function requireEmptySuccess(response: UpstreamResponse): void {
  requireSuccess(response);
  if (response.text.trim() !== '') throw createUnreadableFault(response);
}

export function createUnreadableFault({ endpoint, status }: UpstreamResponse): Fault {
  return faultFromTransportError('PAGERDUTY', endpoint, 'unreadable', { httpStatus: status });
}

/** The path segment before an object's id. */
const COLLECTION_SEGMENTS: Readonly<Partial<Record<NotFoundMeaning, string>>> = {
  alert: 'alerts',
  'change event': 'change_events',
  'business service': 'business_services',
  'escalation policy': 'escalation_policies',
  incident: 'incidents',
  'incident workflow': 'incident_workflows',
  'incident type': 'types',
  'log entry': 'log_entries',
  note: 'notes',
  override: 'overrides',
  schedule: 'schedules',
  'maintenance window': 'maintenance_windows',
  service: 'services',
  team: 'teams',
  user: 'users',
  'webhook subscription': 'webhook_subscriptions',
};

/** The id in the path that a 404 concerns; undefined when the path has none. */
function getObjectId(path: string, { notFoundMeaning }: EndpointInfo): string | undefined {
  const segments = path.split('/');
  const index = segments.indexOf(COLLECTION_SEGMENTS[notFoundMeaning] ?? '/');
  return index === -1 ? undefined : segments[index + 1];
}

function toFault({
  endpoint,
  path = '',
  referencedIds,
  status,
  headers,
  text,
  secrets,
  retriedAfterUnknown,
  now,
}: UpstreamResponse): Fault {
  const requestId = getHeader(headers, 'x-request-id');
  const reset = status === 429 ? parseSeconds(getHeader(headers, 'ratelimit-reset')) : undefined;
  const wait = parseRetryAfter(headers, now) ?? reset;
  return faultFromResponse({
    upstream: 'PAGERDUTY',
    endpoint,
    objectId: getObjectId(path, endpoint),
    referencedIds,
    status,
    errors: readErrorBody(text),
    secrets,
    retriedAfterUnknown,
    ...(requestId === undefined ? {} : { requestId }),
    ...(wait === undefined ? {} : { retryAfterSeconds: wait }),
  });
}
