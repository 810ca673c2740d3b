import { TRANSPORT_ERROR_RULES } from '../../../faults/transport-errors.js';
import { outcomeFromStatus } from '../../../faults/upstream-errors.js';
import type { HttpResponse } from '../http/send-request.js';
import type { Clock } from './clock.js';
import type { Endpoint } from '../endpoint.js';
import type { TransportError } from '../transport-error.js';
import { RESILIENCE_POLICY, TRANSIENT_STATUSES } from './policy.js';

/** How one try ended; `waitMs` is what the upstream asked for. */
export type AttemptResult =
  | { readonly answer: HttpResponse; readonly waitMs?: number }
  | { readonly failure: TransportError };

/** Failures after which the same call may go better. An open breaker is not among them: it answers at once. */
const TRANSIENT_ERROR_KINDS: ReadonlySet<string> = new Set(['connect-failed', 'reset', 'timeout']);

/** Whether an endpoint's call may be sent again after a try that ended so. */
export function shouldRetry({ retry }: Endpoint, result: AttemptResult, attempts: number): boolean {
  if (attempts >= RESILIENCE_POLICY.maxAttempts || retry === 'check-first') return false;
  if ('failure' in result) {
    const { kind } = result.failure;
    return retry === 'idempotent' ? TRANSIENT_ERROR_KINDS.has(kind) : kind === 'connect-failed';
  }
  const { status } = result.answer;
  return retry === 'idempotent' ? TRANSIENT_STATUSES.includes(status) : status === 429;
}

/** Whether an upstream may have done what a try asked for, although the try failed. */
export function mayHaveExecuted(result: AttemptResult): boolean {
  const outcome =
    'failure' in result ? TRANSPORT_ERROR_RULES[result.failure.kind].outcome : outcomeFromStatus(result.answer.status);
  return outcome === 'UNKNOWN';
}

/** Milliseconds before the next try: what the upstream asked for, else a random part of a growing span. */
export function getBackoffMs(result: AttemptResult, attempts: number, clock: Pick<Clock, 'random'>): number {
  if ('answer' in result && result.waitMs !== undefined) return result.waitMs;
  const { baseMs, maxMs } = RESILIENCE_POLICY.backoff;
  return clock.random() * Math.min(maxMs, baseMs * 2 ** attempts);
}
