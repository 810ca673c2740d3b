import { type AskedEndpoint, faultOfAnswer, faultOfBreakdown } from '../../faults/upstream-errors.js';
import { readQuota } from './rate-limit-headers.js';
import type { Fault, UpstreamMessage } from '../../faults/fault.js';
import { cleanMessages } from '../../faults/redact.js';
import { type AnswerHeaders, headerText } from '../transport/http/headers.js';
import { leftOutOf, readableOf } from '../transport/partial-list.js';
import { integerOf, isObject, plainWords, totalOf } from '../../shared/json.js';
import { retryAfterSeconds } from '../transport/resilience/retry-after.js';
import { readMessages } from './envelope-messages.js';
import type { Page } from './wire.js';

/** One answer as it came, and what was asked. */
export interface Received {
  readonly endpoint: AskedEndpoint;
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly text: string;
  /** See `Reading`. */
  readonly json: () => unknown;
  /** Taken out of whatever Cloudflare says. */
  readonly secrets: readonly string[];
  /** Our clock, in milliseconds since the epoch. */
  readonly now: number;
}

export interface Opened {
  /** Not yet judged; null and absent both occur. */
  readonly result: unknown;
  readonly messages: readonly UpstreamMessage[];
  /** Only lists that page have it. */
  readonly resultInfo?: unknown;
}

/**
 * Opens the envelope (contracts: cloudflare-alerting-v3 section 2). It is a success only when both the status and
 * `success` say so; `result` may stand beside a refusal and is not looked at then.
 *
 * @throws Fault the refusal the answer stands for; `UPSTREAM_BAD_RESPONSE` for a 2xx that gives no verdict
 */
export function open(received: Received): Opened {
  const accepted = received.status >= 200 && received.status <= 299;
  const body = received.json();
  if (!isObject(body)) throw accepted ? unreadable(received) : refusal(received, body);
  if (!accepted || body['success'] === false) throw refusal(received, body);
  if (body['success'] !== true) throw unreadable(received);
  const messages = cleanMessages(readMessages(body['messages']), received.secrets);
  const { result, result_info: resultInfo } = body;
  return { result, messages, ...(resultInfo === undefined ? {} : { resultInfo }) };
}

/** The result of a success, when it has the shape; throws as `open` does. */
export function resultOf<T>(
  received: Received,
  shape: (value: unknown) => value is T,
): Opened & { readonly result: T } {
  const { result, messages } = open(received);
  if (!shape(result)) throw unreadable(received);
  return { result, messages };
}

/** Like `resultOf`, but of a result that would be only a part where Cloudflare says that it is one page of several. */
export function wholeResultOf<T>(received: Received, shape: (value: unknown) => value is T): T {
  const { result, resultInfo } = open(received);
  if (!shape(result) || saysMorePages(resultInfo, 1)) throw unreadable(received);
  return result;
}

/** One page of a list, without entries that have not the shape; null and absent are empty (contracts: quirk 98). */
export function partOf<T>(
  received: Received,
  shape: (value: unknown) => value is T,
  page: number,
  before: number,
): { readonly items: readonly T[]; readonly goesOn: boolean } {
  const opened = open(received);
  const items = itemsOf(received, opened, shape);
  const count = isObject(opened.resultInfo) ? integerOf(opened.resultInfo['total_count']) : undefined;
  const goesOn = saysMorePages(opened.resultInfo, page) || (count ?? 0) > before + items.length + leftOutOf(items);
  return { items, goesOn };
}

function saysMorePages(resultInfo: unknown, page: number): boolean {
  return isObject(resultInfo) && (integerOf(resultInfo['total_pages']) ?? 0) > page;
}

/**
 * A page of a list, with the total where Cloudflare tells one that can be, which it does not promise (contracts: quirk
 * 104).
 *
 * @throws Fault as `open` does; `UPSTREAM_BAD_RESPONSE` also when it was cut short, for then the list seems to end there
 */
export function pageOf<T>(
  received: Received,
  shape: (value: unknown) => value is T,
  { page, perPage }: { readonly page: number; readonly perPage: number },
): Page<T> {
  const opened = open(received);
  const items = itemsOf(received, opened, shape);
  const told = isObject(opened.resultInfo) ? opened.resultInfo : {};
  const sent = items.length + leftOutOf(items);
  const isShort = sent < perPage;
  const isCut = sent > 0 && integerOf(told['per_page']) === sent;
  if (isShort && (isCut || saysMorePages(told, page))) throw unreadable(received);
  return { items, total: totalOf(told['total_count'], (page - 1) * perPage, sent) };
}

function itemsOf<T>(received: Received, { result }: Opened, shape: (value: unknown) => value is T): readonly T[] {
  const given = result ?? [];
  const items = Array.isArray(given) ? readableOf(given, shape) : undefined;
  if (!items || (items.length === 0 && leftOutOf(items) > 0)) throw unreadable(received);
  return items;
}

export function unreadable({ endpoint, status }: Received): Fault {
  return faultOfBreakdown('CLOUDFLARE', endpoint, 'unreadable', { httpStatus: status });
}

function refusal(received: Received, body: unknown): Fault {
  const { endpoint, status, headers, text, secrets, now } = received;
  const requestId = headerText(headers, 'cf-ray');
  const window = status === 429 ? readQuota(headers).resetSeconds : undefined;
  const wait = retryAfterSeconds(headers, now) ?? window;
  const { errors, messages } = isObject(body) ? body : { errors: plainWords(text), messages: [] };
  return faultOfAnswer({
    upstream: 'CLOUDFLARE',
    endpoint,
    status,
    errors: readMessages(errors),
    messages: readMessages(messages),
    secrets,
    ...(requestId === undefined ? {} : { requestId }),
    ...(wait === undefined ? {} : { retryAfterSeconds: wait }),
  });
}
