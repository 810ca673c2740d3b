import { type UpstreamRequest, createSendRequest, type HttpTarget, type HttpResponse } from './http/send-request.js';
import { toFailedCall, type OnFailedCall } from './failed-call-log.js';
import type { RequestScope } from './request-scope.js';
import { type Clock, SYSTEM_CLOCK } from './resilience/clock.js';
import type { Endpoint } from './endpoint.js';
import { TransportError } from './transport-error.js';
import { createSingleFlight } from '../../shared/single-flight.js';
import { createCallPolicy } from './resilience/circuit-breaker.js';
import { expireStaleGuardRead } from './resilience/guard-read.js';
import type { Cancellation } from '../../shared/cancellation.js';
import { createRateLimitTracker, type ReadRateLimitHeaders, type UpstreamRateLimit } from './resilience/rate-limit.js';
import { RESILIENCE_POLICY } from './resilience/policy.js';
import { mayHaveExecuted, shouldRetry, getBackoffMs, type AttemptResult } from './resilience/retry-policy.js';
import { createRetryBudget } from './resilience/retry-budget.js';
import { AttemptTimeout } from './resilience/attempt-timeout.js';

/** What carries the calls to one host, and for how long. */
export interface Connection extends Pick<HttpTarget, 'dispatcher'> {
  /** All tries, waits and body of one call, in milliseconds. */
  readonly deadlineMs: number;
  /** One try of a call that may be repeated freely, in milliseconds. */
  readonly tryTimeoutMs: number;
  readonly clock?: Clock;
  /** Is told of each call that the upstream failed in the end. */
  readonly onFailedCall?: OnFailedCall | undefined;
}

export interface TransportOptions extends HttpTarget, Connection {
  /** How this upstream tells its rate limits; none when absent. */
  readonly readRateLimitHeaders?: ReadRateLimitHeaders;
}

/** An answer, and what was done for it. */
export interface TransportResponse extends HttpResponse {
  /** Our clock when the first try that may have been executed left, in milliseconds since the epoch. */
  readonly sentAt: number;
  /** Whether a try before this one may have been executed. */
  readonly retriedAfterUnknown: boolean;
}

export interface Transport {
  /**
   * Sends a call under its endpoint's repeat policy and reads the answer whole. Judges no status and follows no redirect.
   *
   * @throws TransportFailure when there is no answer that can be read to its end
   */
  send(call: UpstreamRequest, scope?: RequestScope): Promise<TransportResponse>;
  /** Lets no read that begins from now on share the answer of one that began before. */
  forgetInFlightReads(): void;
  /** Takes one of the repeats in hand for a call that is repeated by who sends it; false when there is none. */
  acquireRetry(): boolean;
  /** The rate limit nearest to its end, as last told; undefined until the first answer. */
  readonly rateLimit: UpstreamRateLimit | undefined;
}

/** Under which conditions a call is made. */
interface Terms {
  /** May use what is kept for writes. */
  readonly isUrgent: boolean;
  /** In milliseconds since the epoch. */
  readonly deadline: number;
  readonly scope?: RequestScope | undefined;
  /** Of everybody who waits for the answer. */
  readonly leaving?: Cancellation;
  /** Is told when there is a connection for a try. */
  readonly onSent?: () => undefined;
}

/** Everything between a client and one upstream account. Knows no vendor. */
export function createTransport(options: TransportOptions): Transport {
  const { deadlineMs, tryTimeoutMs, readRateLimitHeaders = () => ({}), clock = SYSTEM_CLOCK, onFailedCall } = options;
  const { host } = new URL(options.baseUrl);
  const attempt = createSendRequest(options, () => clock.now());
  const guard = createCallPolicy(Math.min(tryTimeoutMs, deadlineMs));
  const quota = createRateLimitTracker(readRateLimitHeaders, () => clock.now());
  const budget = createRetryBudget();
  const flights = createSingleFlight<TransportResponse>();

  /** One try under guard and quota. */
  async function once(call: UpstreamRequest, terms: Terms): Promise<AttemptResult> {
    const { isUrgent, deadline, leaving } = terms;
    let limit: AttemptTimeout | undefined;
    try {
      const hold = quota.getDelayMs(call.endpoint, isUrgent);
      if (hold > 0) await held(hold, deadline, isUrgent, leaving);
      const left = deadline - clock.now();
      if (left <= 0) throw new TransportError('deadline-exceeded');
      limit = new AttemptTimeout(tryLimit(call.endpoint, left), leaving);
      const answer = await guarded(call, limit, terms);
      if (answer.status < 400) budget.recordSuccess();
      return { answer, waitMs: quota.observe(call.endpoint, answer) };
    } catch (error) {
      if (error instanceof TransportError) return { failure: error };
      throw error;
    } finally {
      limit?.clear();
    }
  }

  function guarded(
    call: UpstreamRequest,
    limit: AttemptTimeout,
    { scope, deadline, onSent }: Terms,
  ): Promise<HttpResponse> {
    const isWrite = call.endpoint.effect === 'write';
    return guard(async () => {
      const before = scope?.hasSentWrite ?? false;
      if (scope) scope.counter.upstreamCalls += 1;
      if (scope && isWrite) scope.hasSentWrite = true;
      let sentAt = clock.monotonic();
      const beforeSending = (): TransportError | undefined => {
        sentAt = clock.monotonic();
        if (!scope || !isWrite || !expireStaleGuardRead(scope, sentAt, deadline - clock.now())) return onSent?.();
        scope.counter.upstreamCalls -= 1;
        scope.hasSentWrite = before;
        return new TransportError('stale-read');
      };
      const answer = await attempt(call, limit, { requestId: scope?.requestId, beforeSending });
      if (!isWrite) scope?.guardRead?.recordRead(sentAt, clock.monotonic());
      return answer;
    }, limit);
  }

  function tryLimit({ retry, reservedMs = 0 }: Endpoint, left: number): number {
    if (retry === 'idempotent') return Math.min(tryTimeoutMs, left);
    return left > reservedMs ? left - reservedMs : left / 2;
  }

  /** Waits until the quota lets the call through. */
  async function held(ms: number, deadline: number, isUrgent: boolean, leaving?: Cancellation): Promise<void> {
    if (clock.now() + ms >= deadline)
      throw new TransportError('rate-limit-hold', undefined, undefined, Math.ceil(ms / 1000));
    await clock.wait(isUrgent ? ms : spread(ms, deadline), leaving);
  }

  /** All reads that were held for one moment must not go in that moment; half of the time that is left stays for the call. */
  function spread(ms: number, deadline: number): number {
    return ms + clock.random() * Math.min(RESILIENCE_POLICY.resetJitterMs, (deadline - clock.now() - ms) / 2);
  }

  function tellFailure(call: UpstreamRequest, ending: AttemptResult, tries: number, requestId?: string): void {
    const failure = onFailedCall && toFailedCall(call, ending, { host, tries, requestId });
    if (failure) onFailedCall(failure);
  }

  async function run(call: UpstreamRequest, terms: Terms): Promise<TransportResponse> {
    let firstSentAt: number | undefined;
    const onSent = (): undefined => void (firstSentAt ??= clock.now());
    let unclear: AttemptResult | undefined;
    for (let tries = 1; ; tries += 1) {
      // oxlint-disable no-await-in-loop -- one try follows the other
      const repeated = unclear !== undefined;
      const ending = await once(call, { ...terms, onSent });
      const pause = shouldRetry(call.endpoint, ending, tries) ? getBackoffMs(ending, tries, clock) : undefined;
      if (mayHaveExecuted(ending)) unclear = ending;
      if (unclear || !wasNotSent(ending)) spendGuard(call, terms.scope);
      if (pause === undefined || clock.now() + pause >= terms.deadline || !budget.acquire()) {
        const last = wasNotSent(ending) ? (unclear ?? ending) : ending;
        tellFailure(call, last, tries, terms.scope?.requestId);
        return answerOf(last, firstSentAt ?? clock.now(), repeated);
      }
      // What was surely not executed is no doing of ours.
      if (!unclear) firstSentAt = undefined;
      await clock.wait(isAskedFor(ending) && !terms.isUrgent ? spread(pause, terms.deadline) : pause, terms.leaving);
      // oxlint-enable no-await-in-loop
    }
  }

  return {
    send(call, scope) {
      const deadline = Math.min(clock.now() + deadlineMs, scope?.mutationDeadline ?? Infinity);
      const urgent = { isUrgent: true, deadline, scope };
      if (call.endpoint.effect === 'write') return flights.runWrite(() => run(call, urgent));
      if (scope?.mutationDeadline !== undefined) return run(call, urgent);
      return flights.share(call.path, scope?.cancellation, (leaving) =>
        run(call, { isUrgent: false, deadline, scope, leaving }),
      );
    },
    forgetInFlightReads: flights.forgetAll,
    acquireRetry: () => budget.acquire(),
    get rateLimit() {
      return quota.state;
    },
  };
}

/**
 * What was read decides one write. Those after it in the same mutation follow from that one, and what may have been executed
 * is repeated for that reason, however things stand by now.
 */
function spendGuard({ endpoint }: UpstreamRequest, scope?: RequestScope): void {
  if (scope && endpoint.effect === 'write') scope.guardRead = undefined;
}

function isAskedFor(ending: AttemptResult): boolean {
  return 'answer' in ending && ending.waitMs !== undefined;
}

/** Such an ending says nothing of the tries before: a call that may have been executed must not be told as not sent. */
function wasNotSent(ending: AttemptResult): boolean {
  return 'failure' in ending ? !mayHaveExecuted(ending) : ending.answer.status === 429;
}

/** The answer of a try, dated from the first that may have been executed: what happened since may have been our doing. */
function answerOf(ending: AttemptResult, firstSentAt: number, repeated: boolean): TransportResponse {
  if ('failure' in ending) throw ending.failure;
  const { status, headers, text, json, respondedAt } = ending.answer;
  return { status, headers, text, json, respondedAt, sentAt: firstSentAt, retriedAfterUnknown: repeated };
}
