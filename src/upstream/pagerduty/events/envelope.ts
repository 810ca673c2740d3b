import { type AskedEndpoint, faultOfAnswer, faultOfBreakdown } from '../../../faults/upstream-errors.js';
import type { Fault, UpstreamMessage } from '../../../faults/fault.js';
import { type AnswerHeaders, headerText } from '../../transport/http/headers.js';
import { isObject, parseJson, plainWords } from '../../../shared/json.js';
import { retryAfterSeconds } from '../../transport/resilience/retry-after.js';
import type { AcceptedEvent } from './alert-event.js';

/** One answer as it came, and what was asked. */
export interface Received {
  readonly endpoint: AskedEndpoint;
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly text: string;
  /** Taken out of whatever PagerDuty says. */
  readonly secrets: readonly string[];
  /** Our clock, in milliseconds since the epoch. */
  readonly now: number;
}

/**
 * The acceptance a 2xx stands for; the key is the one that was sent when the answer names none.
 *
 * @throws Fault the refusal the status stands for; `UPSTREAM_BAD_RESPONSE` when a 2xx cannot be read
 */
export function decodeAccepted(received: Received, dedupKey: string): AcceptedEvent {
  if (received.status < 200 || received.status > 299) throw refusal(received);
  const body = parseJson(received.text);
  const { status, message, dedup_key: key } = isObject(body) ? body : {};
  // Either tells PagerDuty's acceptance from a proxy's page.
  if (textOf(status) === undefined && textOf(key) === undefined) {
    throw faultOfBreakdown('PAGERDUTY', received.endpoint, 'unreadable', { httpStatus: received.status });
  }
  return { status: textOf(status) ?? null, message: textOf(message) ?? null, dedupKey: textOf(key) ?? dedupKey };
}

function refusal({ endpoint, status, headers, text, secrets, now }: Received): Fault {
  const requestId = headerText(headers, 'x-request-id');
  const wait = retryAfterSeconds(headers, now);
  return faultOfAnswer({
    upstream: 'PAGERDUTY',
    endpoint,
    status,
    errors: readErrors(text),
    secrets,
    ...(requestId === undefined ? {} : { requestId }),
    ...(wait === undefined ? {} : { retryAfterSeconds: wait }),
  });
}

/** `message`, then `errors`; some endpoints have only a list under `error`, and a 429 may be plain text (section 2). */
function readErrors(text: string): UpstreamMessage[] {
  const body = parseJson(text);
  if (!isObject(body)) return messagesOf(plainWords(text));
  return [...messagesOf(body['message']), ...messagesOf(body['errors']), ...messagesOf(body['error'])];
}

function messagesOf(value: unknown): UpstreamMessage[] {
  const texts: unknown[] = Array.isArray(value) ? value : [value];
  return texts.flatMap((one) => (typeof one === 'string' && one !== '' ? [{ message: one }] : []));
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
