import { createSingleFlight } from '../../shared/single-flight.js';
import type { OnFailedCall } from './failed-call-log.js';
import { createSendRequest, type HttpTarget, type UpstreamRequest } from './http/send-request.js';
import { observeCalls, type UpstreamObserver } from './observe-calls.js';
import type { RequestScope } from './request-scope.js';
import { createCallPolicy } from './resilience/call-policy.js';
import { type Clock, SYSTEM_CLOCK } from './resilience/clock.js';
import { createRateLimitTracker, type ReadRateLimitHeaders, type UpstreamRateLimit } from './resilience/rate-limit.js';
import { createRetryBudget } from './resilience/retry-budget.js';
import { createAttemptSender } from './send-attempt.js';
import { createRetryingSender, type TransportResponse } from './send-with-retries.js';
import { TransportError } from './transport-error.js';

/** Connection to one host, and its time limits. */
export interface Connection extends Pick<HttpTarget, 'dispatcher'> {
  /** All attempts, waits and the body of one call, in milliseconds. */
  readonly deadlineMs: number;
  /** One attempt of an idempotent call, in milliseconds. */
  readonly tryTimeoutMs: number;
  readonly clock?: Clock;
  /** Called for each call that the upstream failed after all retries. */
  readonly onFailedCall?: OnFailedCall | undefined;
  readonly observer?: UpstreamObserver | undefined;
}

export interface TransportOptions extends HttpTarget, Connection {
  /** Absent for an upstream without rate limit headers. */
  readonly readRateLimitHeaders?: ReadRateLimitHeaders;
}

export interface Transport {
  /**
   * Sends a request with retries and reads the whole response. Accepts any status and follows no redirect.
   *
   * @throws TransportError when there is no complete response
   */
  send(request: UpstreamRequest, scope?: RequestScope): Promise<TransportResponse>;
  /** Reads that start from now on share no response of an earlier read. */
  forgetInFlightReads(): void;
  /** Acquires one retry of the budget for a caller that retries itself; false when the budget is used up. */
  acquireRetry(): boolean;
  /** The rate limit with the fewest remaining calls; undefined before the first response. */
  readonly rateLimit: UpstreamRateLimit | undefined;
}

/** Resilient HTTP calls to one upstream account. Knows no vendor. */
export function createTransport(options: TransportOptions): Transport {
  const { deadlineMs, tryTimeoutMs, readRateLimitHeaders = () => ({}), clock = SYSTEM_CLOCK, observer } = options;
  const rateLimit = createRateLimitTracker(readRateLimitHeaders, () => clock.now());
  const retryBudget = createRetryBudget();
  const sendAttempt = createAttemptSender({
    sendRequest: createSendRequest(options, () => clock.now()),
    callPolicy: createCallPolicy(Math.min(tryTimeoutMs, deadlineMs), observer?.onPauseChange),
    rateLimit,
    retryBudget,
    tryTimeoutMs,
    clock,
  });
  const { host } = new URL(options.baseUrl);
  const { onFailedCall } = options;
  const sender = createRetryingSender({ sendAttempt, retryBudget, host, clock, onFailedCall });
  const sendWithRetries = observer ? observeCalls(sender, observer) : sender;
  const inFlight = createSingleFlight<TransportResponse>(() => new TransportError('aborted'));

  return {
    send(request, scope) {
      const deadline = Math.min(clock.now() + deadlineMs, scope?.mutationDeadline ?? Infinity);
      const urgent = { isUrgent: true, deadline, scope };
      if (request.endpoint.effect === 'write') return inFlight.runWrite(() => sendWithRetries(request, urgent));
      if (scope?.mutationDeadline !== undefined) return sendWithRetries(request, urgent);
      return inFlight.share(request.path, scope?.cancellation, (cancellation) =>
        sendWithRetries(request, { isUrgent: false, deadline, scope, cancellation }),
      );
    },
    forgetInFlightReads: inFlight.forgetAll,
    acquireRetry: () => retryBudget.acquire(),
    get rateLimit() {
      return rateLimit.state;
    },
  };
}
