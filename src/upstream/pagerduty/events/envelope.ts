import { faultFromTransportError } from '../../../faults/transport-errors.js';
import { faultFromResponse } from '../../../faults/upstream-errors.js';
import type { Fault, UpstreamMessage } from '../../../faults/fault.js';
import { getHeader } from '../../transport/http/headers.js';
import { asNonEmptyString, isObject, tryParseJson, extractPlainText } from '../../../shared/json.js';
import { parseRetryAfter } from '../../transport/resilience/retry-after.js';
import type { AcceptedEvent } from './alert-event.js';
import type { UpstreamResponse } from '../../transport/upstream-response.js';

/**
 * The accepted event of a 2xx response; without a key in the response, the key that was sent.
 *
 * @throws Fault the error of the status; `UPSTREAM_BAD_RESPONSE` when a 2xx cannot be read
 */
export function decodeAcceptedEvent(response: UpstreamResponse, dedupKey: string): AcceptedEvent {
  const { status, message, dedupKey: key } = decodeAcceptance(response);
  return { status: status ?? null, message: message ?? null, dedupKey: key ?? dedupKey };
}

/**
 * Requires that the event was accepted.
 *
 * @throws Fault as `decodeAcceptedEvent`
 */
export function requireAccepted(response: UpstreamResponse): void {
  decodeAcceptance(response);
}

function decodeAcceptance(response: UpstreamResponse) {
  if (response.status < 200 || response.status > 299) throw toFault(response);
  const body = tryParseJson(response.text);
  const { status, message, dedup_key: key } = isObject(body) ? body : {};
  const acceptance = {
    status: asNonEmptyString(status),
    message: asNonEmptyString(message),
    dedupKey: asNonEmptyString(key),
  };
  // One of them is required, to distinguish the response from a proxy's page.
  if (acceptance.status !== undefined || acceptance.dedupKey !== undefined) return acceptance;
  throw faultFromTransportError('PAGERDUTY', response.endpoint, 'unreadable', { httpStatus: response.status });
}

function toFault({ endpoint, status, headers, text, secrets, now }: UpstreamResponse): Fault {
  const requestId = getHeader(headers, 'x-request-id');
  const wait = parseRetryAfter(headers, now);
  return faultFromResponse({
    upstream: 'PAGERDUTY',
    endpoint,
    status,
    errors: readErrorMessages(text),
    secrets,
    ...(requestId === undefined ? {} : { requestId }),
    ...(wait === undefined ? {} : { retryAfterSeconds: wait }),
  });
}

/** `message`, then `errors`; some endpoints have only a list under `error`, and a 429 may be plain text (docs/upstream-quirks.md, Events API: alert events). */
function readErrorMessages(text: string): UpstreamMessage[] {
  const body = tryParseJson(text);
  if (!isObject(body)) return toMessages(extractPlainText(text));
  return [...toMessages(body['message']), ...toMessages(body['errors']), ...toMessages(body['error'])];
}

function toMessages(value: unknown): UpstreamMessage[] {
  const texts: unknown[] = Array.isArray(value) ? value : [value];
  return texts.flatMap((one) => (typeof one === 'string' && one !== '' ? [{ message: one }] : []));
}
