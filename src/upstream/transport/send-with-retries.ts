import { type OnFailedCall, toFailedCall } from './failed-call-log.js';
import { createTraceContext } from '../../shared/trace-context.js';
import type { HttpResponse, UpstreamRequest } from './http/send-request.js';
import type { RequestScope } from './request-scope.js';
import type { Clock } from './resilience/clock.js';
import type { RetryBudget } from './resilience/retry-budget.js';
import { type AttemptResult, getBackoffMs, mayHaveExecuted, shouldRetry } from './resilience/retry-policy.js';
import { addJitter, type CallTerms, type SendAttempt } from './send-attempt.js';

/** A response with the times of its attempts. */
export interface TransportResponse extends HttpResponse {
  /** Our clock when the first attempt that may have been executed was sent, in milliseconds since the epoch. */
  readonly sentAt: number;
  /** Whether an earlier attempt may have been executed. */
  readonly retriedAfterUnknown: boolean;
}

export interface RetryingSenderOptions {
  readonly sendAttempt: SendAttempt;
  readonly retryBudget: RetryBudget;
  /** Host and port of the upstream, for the log. */
  readonly host: string;
  readonly clock: Clock;
  readonly onFailedCall?: OnFailedCall | undefined;
}

/** Sends a call, with retries by its endpoint's retry mode; throws the `TransportError` of the last attempt. */
export type SendWithRetries = (request: UpstreamRequest, terms: CallTerms) => Promise<TransportResponse>;

export function createRetryingSender(options: RetryingSenderOptions): SendWithRetries {
  const { sendAttempt, retryBudget, host, clock, onFailedCall } = options;

  function reportFailure(request: UpstreamRequest, result: AttemptResult, tries: number, scope?: RequestScope): void {
    const report = scope?.onFailedCall ?? onFailedCall;
    const failedCall = report && toFailedCall(request, result, { host, tries, requestId: scope?.requestId });
    if (failedCall) report(failedCall);
  }

  return async (request, terms) => {
    const { isUrgent, deadline, cancellation, scope, trace = scope?.trace ?? createTraceContext() } = terms;
    let firstSentAt: number | undefined;
    const onSent = (): undefined => void (firstSentAt ??= clock.now());
    let uncertain: AttemptResult | undefined;
    for (let attempts = 1; ; attempts += 1) {
      // oxlint-disable no-await-in-loop -- attempts follow one another
      const retriedAfterUnknown = uncertain !== undefined;
      const result = await sendAttempt(request, { isUrgent, deadline, cancellation, scope, trace, onSent });
      const backoffMs = shouldRetry(request.endpoint, result, attempts)
        ? getBackoffMs(result, attempts, clock)
        : undefined;
      if (mayHaveExecuted(result)) uncertain = result;
      if (uncertain || !wasNotSent(result)) dropGuardRead(request, scope);
      if (backoffMs === undefined || clock.now() + backoffMs >= terms.deadline || !retryBudget.acquire()) {
        const last = wasNotSent(result) ? (uncertain ?? result) : result;
        reportFailure(request, last, attempts, scope);
        return toTransportResponse(last, firstSentAt ?? clock.now(), retriedAfterUnknown);
      }
      // An attempt that was certainly not executed does not count as sent.
      if (!uncertain) firstSentAt = undefined;
      const isSpread = isUpstreamDelay(result) && !terms.isUrgent;
      terms.onRetry?.();
      await clock.wait(isSpread ? addJitter(backoffMs, terms.deadline, clock) : backoffMs, terms.cancellation);
      // oxlint-enable no-await-in-loop
    }
  };
}

/**
 * A guard read decides one write. Later writes of the mutation depend on that write, and a write that may have been executed
 * is retried whatever the state is by then.
 */
function dropGuardRead({ endpoint }: UpstreamRequest, scope?: RequestScope): void {
  if (scope && endpoint.effect === 'write') scope.guardRead = undefined;
}

/** Whether the upstream requested the delay. */
function isUpstreamDelay(result: AttemptResult): boolean {
  return 'response' in result && result.waitMs !== undefined;
}

/** Such a result does not replace an earlier uncertain one: a call that may have been executed is not reported as not sent. */
function wasNotSent(result: AttemptResult): boolean {
  return 'error' in result ? !mayHaveExecuted(result) : result.response.status === 429;
}

/** Dates the response from the first attempt that may have been executed, because later changes may be ours. */
function toTransportResponse(
  result: AttemptResult,
  firstSentAt: number,
  retriedAfterUnknown: boolean,
): TransportResponse {
  if ('error' in result) throw result.error;
  const { status, headers, text, json, respondedAt } = result.response;
  return { status, headers, text, json, respondedAt, sentAt: firstSentAt, retriedAfterUnknown };
}
