import { TRANSPORT_ERROR_RULES } from '../../../faults/transport-errors.js';
import { outcomeFromStatus } from '../../../faults/upstream-errors.js';
import type { HttpResponse } from '../http/send-request.js';
import type { Clock } from './clock.js';
import type { Endpoint } from '../endpoint.js';
import type { TransportError } from '../transport-error.js';
import { RESILIENCE_POLICY, TRANSIENT_STATUSES } from './policy.js';

/** Result of one attempt; `waitMs` is the delay that the upstream requested. */
export type AttemptResult =
  | { readonly response: HttpResponse; readonly waitMs?: number | undefined }
  | { readonly error: TransportError };

/** Errors after which a retry can succeed. An open circuit breaker is not among them, because it fails at once. */
const TRANSIENT_ERROR_KINDS: ReadonlySet<string> = new Set(['connect-failed', 'reset', 'timeout']);

/** Whether a call is retried after this result. */
export function shouldRetry({ retry }: Endpoint, result: AttemptResult, attempts: number): boolean {
  if (attempts >= RESILIENCE_POLICY.maxAttempts || retry === 'check-first') return false;
  if ('error' in result) {
    const { kind } = result.error;
    return retry === 'idempotent' ? TRANSIENT_ERROR_KINDS.has(kind) : kind === 'connect-failed';
  }
  const { status } = result.response;
  return retry === 'idempotent' ? TRANSIENT_STATUSES.includes(status) : status === 429;
}

/** Whether the upstream may have executed a failed attempt. */
export function mayHaveExecuted(result: AttemptResult): boolean {
  const outcome =
    'error' in result ? TRANSPORT_ERROR_RULES[result.error.kind].outcome : outcomeFromStatus(result.response.status);
  return outcome === 'UNKNOWN';
}

/** Delay before the next attempt, in milliseconds: what the upstream requested, else exponential backoff with full jitter. */
export function getBackoffMs(result: AttemptResult, attempts: number, clock: Pick<Clock, 'random'>): number {
  if ('response' in result && result.waitMs !== undefined) return result.waitMs;
  const { baseMs, maxMs } = RESILIENCE_POLICY.backoff;
  return clock.random() * Math.min(maxMs, baseMs * 2 ** attempts);
}
