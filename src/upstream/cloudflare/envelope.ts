import { type AskedEndpoint, faultOfAnswer, faultOfBreakdown } from '../../faults/answers.js';
import type { Fault, UpstreamMessage } from '../../faults/fault.js';
import { cleanMessages } from '../../faults/words.js';
import { type AnswerHeaders, headerText } from '../transport/header.js';
import { isObject, parseJson, plainWords } from '../transport/json.js';
import { retryAfterSeconds, waitSeconds } from '../transport/retry-after.js';
import { readMessages } from './messages.js';

/** One answer as it came, and what was asked. */
export interface Received {
  readonly endpoint: AskedEndpoint;
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly text: string;
  /** Taken out of whatever Cloudflare says. */
  readonly secrets: readonly string[];
  /** Our clock, in milliseconds since the epoch. */
  readonly now: number;
}

export interface Opened {
  /** Not yet judged; null and absent both occur. */
  readonly result: unknown;
  readonly messages: readonly UpstreamMessage[];
}

/**
 * Opens the envelope (contracts: cloudflare-alerting-v3 section 2). It is a success only when both the status and
 * `success` say so; `result` may stand beside a refusal and is not looked at then.
 *
 * @throws Fault the refusal the answer stands for; `UPSTREAM_BAD_RESPONSE` for a 2xx that gives no verdict
 */
export function open(received: Received): Opened {
  const accepted = received.status >= 200 && received.status <= 299;
  const body = parseJson(received.text);
  if (!isObject(body)) throw accepted ? unreadable(received) : refusal(received, body);
  if (!accepted || body['success'] === false) throw refusal(received, body);
  if (body['success'] !== true) throw unreadable(received);
  return { result: body['result'], messages: cleanMessages(readMessages(body['messages']), received.secrets) };
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

/** A list; null and absent are empty (contracts: quirk 98). */
export function listOf<T>(received: Received, shape: (value: unknown) => value is T): readonly T[] {
  const items = open(received).result ?? [];
  if (!Array.isArray(items) || !items.every(shape)) throw unreadable(received);
  return items;
}

function unreadable({ endpoint, status }: Received): Fault {
  return faultOfBreakdown('CLOUDFLARE', endpoint, 'unreadable', status);
}

function refusal(received: Received, body: unknown): Fault {
  const { endpoint, status, headers, text, secrets, now } = received;
  const requestId = headerText(headers, 'cf-ray');
  const window = status === 429 ? windowSeconds(headerText(headers, 'ratelimit')) : undefined;
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

/** The longest `t` of a `Ratelimit` list such as `"default";r=50;t=30` (contracts: quirk 111). */
function windowSeconds(ratelimit: string | undefined): number | undefined {
  const unnamed = (ratelimit ?? '').replace(/"[^"]*"/g, '');
  const waits = [...unnamed.matchAll(/;\s*t=(\d+)/g)].map(([, seconds]) => Number(seconds));
  return waits.length === 0 ? undefined : waitSeconds(String(Math.max(...waits)));
}
