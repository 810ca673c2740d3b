import {
  bulkhead,
  BulkheadRejectedError,
  circuitBreaker,
  CircuitState,
  DelegateBackoff,
  handleWhen,
  SamplingBreaker,
} from 'cockatiel';
import type { HttpResponse } from '../http/send-request.js';
import { TransportError } from '../transport-error.js';
import { RESILIENCE_POLICY } from './policy.js';
import type { AttemptTimeout } from './attempt-timeout.js';

/** Lets a try through, or not. */
export type CallPolicy = (attempt: () => Promise<HttpResponse>, timeout: AttemptTimeout) => Promise<HttpResponse>;

/** What says that the upstream itself is ill, and not our network, our caller or our question. */
const UNHEALTHY_KINDS: ReadonlySet<string> = new Set(['connect-failed', 'reset', 'timeout']);

const isUnhealthy = (error: Error): boolean => error instanceof TransportError && UNHEALTHY_KINDS.has(error.kind);
const isTimeout = (error: unknown): error is TransportError =>
  error instanceof TransportError && error.kind === 'timeout';
const isServerError = (response: unknown): boolean => (response as HttpResponse).status >= 500;

/** Timers may fire this much early, in milliseconds. */
const TIMER_TOLERANCE_MS = 5;

/**
 * Breaker and bulkhead of one upstream account: an upstream that keeps failing is left alone for a while, and no more
 * than so many calls are under way at once. A call that did not get its turn in time was surely not sent.
 *
 * @param countedTimeoutMs how long an upstream may take before a timeout speaks against it, in milliseconds; a call that had
 * waited for its place, and was cut off sooner, says nothing of the upstream
 */
export function createCallPolicy(countedTimeoutMs = 0): CallPolicy {
  const slots = bulkhead(RESILIENCE_POLICY.bulkhead.maxConcurrent, RESILIENCE_POLICY.bulkhead.maxQueued);
  const breaker = createCircuitBreaker(countedTimeoutMs - TIMER_TOLERANCE_MS);

  return (attempt, timeout) =>
    new Promise((resolve, reject) => {
      let isRunning = false;
      timeout.onEnd((reason) => isRunning || reject(toNotStartedError(reason)));
      const runInSlot = (): Promise<HttpResponse> => {
        if (timeout.reason) throw toNotStartedError(timeout.reason);
        breaker.assertClosed();
        isRunning = true;
        return breaker.run(attempt);
      };
      try {
        breaker.assertClosed(); // who waits for a place behind calls that hang would not be answered at once
        slots.execute(runInSlot).then(resolve, (error: unknown) => reject(toQueueFullError(error)));
      } catch (error) {
        reject(error);
      }
    });
}

/** A call that was cut off before its upstream had the time it may take. */
class EarlyTimeout extends Error {
  constructor(readonly error: TransportError) {
    super('cut short');
  }
}

/** What ends a try without a word of the upstream. */
const ENDED_LOCALLY: ReadonlySet<string> = new Set(['aborted', 'stale-read']);

const isInconclusive = (error: unknown): boolean =>
  error instanceof EarlyTimeout || (error instanceof TransportError && ENDED_LOCALLY.has(error.kind));

/**
 * Cockatiel's breaker lets calls wait while one tries whether the upstream is back; here they are told at once. A try that
 * ends because nobody waits for it any more, or too soon, decides nothing: the next call tries again.
 */
function createCircuitBreaker(minDurationMs: number) {
  const { failureRatio, minCalls, windowMs, openMs } = RESILIENCE_POLICY.breaker;
  const getOpenMs = (reason: object): number => ('error' in reason && isInconclusive(reason.error) ? 0 : openMs);
  let opensAt = 0;
  const isHalfOpen = (): boolean => breaker.state === CircuitState.HalfOpen;
  const breaker = circuitBreaker(
    handleWhen((error) => isUnhealthy(error) || (isHalfOpen() && isInconclusive(error))).orWhenResult(isServerError),
    {
      halfOpenAfter: new DelegateBackoff(({ result }) => getOpenMs(result)),
      breaker: new SamplingBreaker({
        threshold: failureRatio,
        duration: windowMs,
        minimumRps: minCalls / (windowMs / 1000),
      }),
    },
  );
  breaker.onBreak((reason) => (opensAt = Date.now() + getOpenMs(reason)));

  return {
    /** @throws TransportFailure `shut` when nothing may be sent */
    assertClosed(): void {
      const remainingMs = opensAt - Date.now();
      if (!isHalfOpen() && (breaker.state === CircuitState.Closed || remainingMs <= 0)) return;
      throw new TransportError('circuit-open', undefined, undefined, Math.max(1, Math.ceil(remainingMs / 1000)));
    },
    async run(attempt: () => Promise<HttpResponse>): Promise<HttpResponse> {
      const startedAt = performance.now();
      const attemptOrEarlyTimeout = () =>
        attempt().catch((error: unknown) => {
          const isEarly = performance.now() - startedAt < minDurationMs;
          throw isEarly && isTimeout(error) ? new EarlyTimeout(error) : error;
        });
      try {
        return await breaker.execute(attemptOrEarlyTimeout);
      } catch (error) {
        throw error instanceof EarlyTimeout ? error.error : error;
      }
    },
  };
}

function toNotStartedError(reason: TransportError): TransportError {
  return reason.kind === 'aborted' ? reason : new TransportError('queue-full');
}

function toQueueFullError(error: unknown): unknown {
  return error instanceof BulkheadRejectedError ? new TransportError('queue-full') : error;
}
