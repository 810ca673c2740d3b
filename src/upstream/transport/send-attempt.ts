import type { Cancellation } from '../../shared/cancellation.js';
import type { TraceContext } from '../../shared/trace-context.js';
import type { Endpoint } from './endpoint.js';
import type { HttpResponse, SendRequest, UpstreamRequest } from './http/send-request.js';
import type { RequestScope } from './request-scope.js';
import { AttemptTimeout } from './resilience/attempt-timeout.js';
import type { CallPolicy } from './resilience/call-policy.js';
import type { Clock } from './resilience/clock.js';
import { expireStaleGuardRead } from './resilience/guard-read.js';
import { RESILIENCE_POLICY } from './resilience/policy.js';
import type { RateLimitTracker } from './resilience/rate-limit.js';
import type { RetryBudget } from './resilience/retry-budget.js';
import type { AttemptResult } from './resilience/retry-policy.js';
import { TransportError } from './transport-error.js';

/** Conditions of one call. */
export interface CallTerms {
  /** Whether the call may use the quota that is reserved for mutations. */
  readonly isUrgent: boolean;
  /** In milliseconds since the epoch. */
  readonly deadline: number;
  readonly scope?: RequestScope | undefined;
  /** Of all callers that wait for the response. */
  readonly cancellation?: Cancellation | undefined;
  /** Sent with the request; by default the trace of the scope, or a new one. */
  readonly trace?: TraceContext | undefined;
  /** Called before each retry. */
  readonly onRetry?: () => void;
  /** Called when an attempt has a connection. */
  readonly onSent?: () => undefined;
}

export interface AttemptSenderOptions {
  readonly sendRequest: SendRequest;
  readonly callPolicy: CallPolicy;
  readonly rateLimit: RateLimitTracker;
  readonly retryBudget: RetryBudget;
  /** One attempt of an idempotent call, in milliseconds. */
  readonly tryTimeoutMs: number;
  readonly clock: Clock;
}

/** Sends one attempt of a call under the rate limit, the circuit breaker and a timeout. */
export type SendAttempt = (request: UpstreamRequest, terms: CallTerms) => Promise<AttemptResult>;

export function createAttemptSender(options: AttemptSenderOptions): SendAttempt {
  const { callPolicy, rateLimit, retryBudget, tryTimeoutMs, clock } = options;

  return async (request, terms) => {
    const { endpoint } = request;
    const { deadline, cancellation } = terms;
    let timeout: AttemptTimeout | undefined;
    try {
      const delayMs = rateLimit.getDelayMs(endpoint, terms.isUrgent);
      if (delayMs > 0) await waitForRateLimit(delayMs, terms, clock);
      const remainingMs = deadline - clock.now();
      if (remainingMs <= 0) throw new TransportError('deadline-exceeded');
      const attemptTimeout = new AttemptTimeout(getAttemptMs(endpoint, remainingMs, tryTimeoutMs), cancellation);
      timeout = attemptTimeout;
      const response = await callPolicy(() => sendInScope(request, attemptTimeout, terms, options), attemptTimeout);
      if (response.status < 400) retryBudget.recordSuccess();
      return { response, waitMs: rateLimit.observe(endpoint, response) };
    } catch (error) {
      if (error instanceof TransportError) return { error };
      throw error;
    } finally {
      timeout?.clear();
    }
  };
}

/** Sends a request and records it in its scope. A write whose guard read is out of date is not sent. */
async function sendInScope(
  request: UpstreamRequest,
  timeout: AttemptTimeout,
  { scope, deadline, trace, onSent }: CallTerms,
  { sendRequest, clock }: AttemptSenderOptions,
): Promise<HttpResponse> {
  const isWrite = request.endpoint.effect === 'write';
  const hadSentWrite = scope?.hasSentWrite ?? false;
  if (scope) scope.counter.upstreamCalls += 1;
  if (scope && isWrite) scope.hasSentWrite = true;
  let sentAt = clock.monotonic();
  const beforeSending = (): TransportError | undefined => {
    sentAt = clock.monotonic();
    if (!scope || !isWrite || !expireStaleGuardRead(scope, sentAt, deadline - clock.now())) return onSent?.();
    scope.counter.upstreamCalls -= 1;
    scope.hasSentWrite = hadSentWrite;
    return new TransportError('stale-read');
  };
  const response = await sendRequest(request, timeout, { requestId: scope?.requestId, trace, beforeSending });
  if (!isWrite) scope?.guardRead?.recordRead(sentAt, clock.monotonic());
  return response;
}

function getAttemptMs({ retry, reservedMs = 0 }: Endpoint, remainingMs: number, tryTimeoutMs: number): number {
  if (retry === 'idempotent') return Math.min(tryTimeoutMs, remainingMs);
  return remainingMs > reservedMs ? remainingMs - reservedMs : remainingMs / 2;
}

/** @throws TransportError `rate-limit-hold` at once when the wait is longer than the deadline */
async function waitForRateLimit(ms: number, terms: CallTerms, clock: Clock): Promise<void> {
  if (clock.now() + ms >= terms.deadline) {
    throw new TransportError('rate-limit-hold', undefined, undefined, Math.ceil(ms / 1000));
  }
  await clock.wait(terms.isUrgent ? ms : addJitter(ms, terms.deadline, clock), terms.cancellation);
}

/**
 * Spreads reads that wait for the same reset, so that they do not start at the same moment. Half of the remaining time
 * stays for the call.
 */
export function addJitter(ms: number, deadline: number, clock: Clock): number {
  return ms + clock.random() * Math.min(RESILIENCE_POLICY.resetJitterMs, (deadline - clock.now() - ms) / 2);
}
