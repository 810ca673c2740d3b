import { faultFromTransportError } from '../../faults/transport-errors.js';
import { faultFromResponse } from '../../faults/upstream-errors.js';
import { readRateLimitHeaders } from './rate-limit-headers.js';
import type { Fault, UpstreamMessage } from '../../faults/fault.js';
import { redactMessages } from '../../faults/redact.js';
import { getHeader } from '../transport/http/headers.js';
import { countOmitted, keepReadable } from '../transport/partial-list.js';
import { asInteger, isObject, extractPlainText, parseTotal } from '../../shared/json.js';
import { parseRetryAfter } from '../transport/resilience/retry-after.js';
import { readMessages } from './envelope-messages.js';
import type { Page } from './wire.js';
import type { UpstreamResponse } from '../transport/upstream-response.js';

export interface Envelope {
  /** Unchecked; may be null or absent. */
  readonly result: unknown;
  readonly messages: readonly UpstreamMessage[];
  /** Only of paged lists. */
  readonly resultInfo?: unknown;
}

/**
 * Opens the envelope (docs/upstream-quirks.md, Cloudflare: envelope and error codes). It is a success only when both the
 * status and `success` agree; the `result` of an error is ignored.
 *
 * @throws Fault the error of the response; `UPSTREAM_BAD_RESPONSE` for a 2xx without `success`
 */
export function openEnvelope(response: UpstreamResponse): Envelope {
  const accepted = response.status >= 200 && response.status <= 299;
  const body = response.json();
  if (!isObject(body)) throw accepted ? createUnreadableFault(response) : toFault(response, body);
  if (!accepted || body['success'] === false) throw toFault(response, body);
  if (body['success'] !== true) throw createUnreadableFault(response);
  const messages = redactMessages(readMessages(body['messages']), response.secrets);
  const { result, result_info: resultInfo } = body;
  return { result, messages, ...(resultInfo === undefined ? {} : { resultInfo }) };
}

/** The result of a success, when it passes the type guard; throws as `openEnvelope` does. */
export function decodeResult<T>(
  response: UpstreamResponse,
  typeGuard: (value: unknown) => value is T,
): Envelope & { readonly result: T } {
  const { result, messages } = openEnvelope(response);
  if (!typeGuard(result)) throw createUnreadableFault(response);
  return { result, messages };
}

/** Like `decodeResult`, but rejects a result that is one page of several. */
export function decodeUnpagedResult<T>(response: UpstreamResponse, typeGuard: (value: unknown) => value is T): T {
  const { result, resultInfo } = openEnvelope(response);
  if (!typeGuard(result) || hasMorePages(resultInfo, 1)) throw createUnreadableFault(response);
  return result;
}

/** One page of a list, without unreadable entries; null and absent are empty (docs/upstream-quirks.md, quirk 98). */
export function decodeListPart<T>(
  response: UpstreamResponse,
  typeGuard: (value: unknown) => value is T,
  page: number,
  offset: number,
): { readonly items: readonly T[]; readonly hasMore: boolean } {
  const envelope = openEnvelope(response);
  const items = decodeItems(response, envelope, typeGuard);
  const count = isObject(envelope.resultInfo) ? asInteger(envelope.resultInfo['total_count']) : undefined;
  const hasMore = hasMorePages(envelope.resultInfo, page) || (count ?? 0) > offset + items.length + countOmitted(items);
  return { items, hasMore };
}

function hasMorePages(resultInfo: unknown, page: number): boolean {
  return isObject(resultInfo) && (asInteger(resultInfo['total_pages']) ?? 0) > page;
}

/**
 * A page of a list, with the total when Cloudflare reports a plausible one (docs/upstream-quirks.md, quirk 104).
 *
 * @throws Fault as `openEnvelope` does; `UPSTREAM_BAD_RESPONSE` also for a short page that is not the last
 */
export function decodePage<T>(
  response: UpstreamResponse,
  typeGuard: (value: unknown) => value is T,
  { page, perPage }: { readonly page: number; readonly perPage: number },
): Page<T> {
  const envelope = openEnvelope(response);
  const items = decodeItems(response, envelope, typeGuard);
  const resultInfo = isObject(envelope.resultInfo) ? envelope.resultInfo : {};
  const sent = items.length + countOmitted(items);
  const isShort = sent < perPage;
  const isCut = sent > 0 && asInteger(resultInfo['per_page']) === sent;
  if (isShort && (isCut || hasMorePages(resultInfo, page))) throw createUnreadableFault(response);
  return { items, total: parseTotal(resultInfo['total_count'], (page - 1) * perPage, sent) };
}

function decodeItems<T>(
  response: UpstreamResponse,
  { result }: Envelope,
  typeGuard: (value: unknown) => value is T,
): readonly T[] {
  const given = result ?? [];
  const items = Array.isArray(given) ? keepReadable(given, typeGuard) : undefined;
  if (!items || (items.length === 0 && countOmitted(items) > 0)) throw createUnreadableFault(response);
  return items;
}

export function createUnreadableFault({ endpoint, status }: UpstreamResponse): Fault {
  return faultFromTransportError('CLOUDFLARE', endpoint, 'unreadable', { httpStatus: status });
}

function toFault(response: UpstreamResponse, body: unknown): Fault {
  const { endpoint, status, headers, text, secrets, now } = response;
  const requestId = getHeader(headers, 'cf-ray');
  const window = status === 429 ? readRateLimitHeaders(headers).resetSeconds : undefined;
  const wait = parseRetryAfter(headers, now) ?? window;
  const { errors, messages } = isObject(body) ? body : { errors: extractPlainText(text), messages: [] };
  return faultFromResponse({
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
