import {
  type Absent,
  type AskedEndpoint,
  faultOfAnswer,
  faultOfBreakdown,
  type Named,
} from '../../faults/upstream-errors.js';
import type { Fault } from '../../faults/fault.js';
import { type AnswerHeaders, headerText } from '../transport/http/headers.js';
import { integerOf, isObject, type JsonObject, totalOf } from '../../shared/json.js';
import { retryAfterSeconds, waitSeconds } from '../transport/resilience/retry-after.js';
import { readErrors } from './error-body.js';
import { leftOutOf, readableOf, type Shape } from '../transport/partial-list.js';
import type { Page } from './wire.js';

/** One answer as it came, and what was asked. */
export interface Received {
  readonly endpoint: AskedEndpoint;
  /** Without its query. */
  readonly path?: string | undefined;
  /** What the body of a write names. */
  readonly named?: Named | undefined;
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly text: string;
  /** See `Reading`. */
  readonly json: () => unknown;
  /** Taken out of whatever PagerDuty says. */
  readonly secrets: readonly string[];
  /** Whether the call was sent more than once. */
  readonly repeated?: boolean;
  /** Our clock, in milliseconds since the epoch. */
  readonly now: number;
}

/**
 * The object under `key` of a 2xx answer.
 *
 * @throws Fault the refusal the status stands for; `UPSTREAM_BAD_RESPONSE` when a 2xx does not hold such an object
 */
export function decode<T>(received: Received, key: string, shape: Shape<T>): T {
  const value = bodyOf(received)[key];
  if (!shape(value)) throw unreadable(received);
  return value;
}

/** The list under `key` of a 2xx answer, without entries that have not the shape; throws as `decode` does, also when none has. */
export function decodeList<T>(received: Received, key: string, shape: Shape<T>): readonly T[] {
  return listIn(bodyOf(received), received, key, shape);
}

/**
 * A page of a classically paged list (contracts: pagerduty-rest section 4); throws as `decode` does, also when it does not
 * say whether the list goes on: it would be cut short.
 */
export function decodePage<T>(received: Received, key: string, shape: Shape<T>): Page<T> {
  if (received.status === 404 && received.endpoint.absent === 'nothing') return { items: [], more: false, total: 0 };
  const body = bodyOf(received);
  const items = listIn(body, received, key, shape);
  const total = totalOf(body['total'], integerOf(body['offset']) ?? 0, items.length + leftOutOf(items));
  const { more } = body;
  if (typeof more !== 'boolean') throw unreadable(received);
  return { items, more, total };
}

function listIn<T>(body: JsonObject, received: Received, key: string, shape: Shape<T>): readonly T[] {
  const given = body[key];
  const items = Array.isArray(given) ? readableOf(given, shape) : undefined;
  if (!items || (items.length === 0 && leftOutOf(items) > 0)) throw unreadable(received);
  return items;
}

/** The object of a 2xx answer. Judges the status before the body is parsed, or a proxy's broken page would hide its 502. */
export function bodyOf(received: Received): JsonObject {
  if (received.status < 200 || received.status > 299) throw refusal(received);
  const body = received.json();
  if (!isObject(body)) throw unreadable(received);
  return body;
}

export function unreadable({ endpoint, status }: Received): Fault {
  return faultOfBreakdown('PAGERDUTY', endpoint, 'unreadable', { httpStatus: status });
}

/** Where in a path the id of an object stands. */
const COLLECTIONS: Readonly<Partial<Record<Absent, string>>> = {
  alert: 'alerts',
  'escalation policy': 'escalation_policies',
  incident: 'incidents',
  'log entry': 'log_entries',
  service: 'services',
  team: 'teams',
  user: 'users',
};

/** The id that a path has of the object a 404 speaks of; undefined when it names none. */
function objectIdIn(path: string, { absent }: AskedEndpoint): string | undefined {
  const steps = path.split('/');
  const place = steps.indexOf(COLLECTIONS[absent] ?? '/');
  return place === -1 ? undefined : steps[place + 1];
}

function refusal({ endpoint, path = '', named, status, headers, text, secrets, repeated, now }: Received): Fault {
  const requestId = headerText(headers, 'x-request-id');
  const reset = status === 429 ? waitSeconds(headerText(headers, 'ratelimit-reset')) : undefined;
  const wait = retryAfterSeconds(headers, now) ?? reset;
  return faultOfAnswer({
    upstream: 'PAGERDUTY',
    endpoint,
    objectId: objectIdIn(path, endpoint),
    named,
    status,
    errors: readErrors(text),
    secrets,
    repeated,
    ...(requestId === undefined ? {} : { requestId }),
    ...(wait === undefined ? {} : { retryAfterSeconds: wait }),
  });
}
