import { bulkhead, BulkheadRejectedError } from 'cockatiel';
import type { HttpResponse } from '../http/send-request.js';
import { TransportError } from '../transport-error.js';
import type { AttemptTimeout } from './attempt-timeout.js';
import { createCircuitBreaker } from './circuit-breaker.js';
import { RESILIENCE_POLICY } from './policy.js';

/** Runs an attempt, or rejects it without a call. */
export type CallPolicy = (attempt: () => Promise<HttpResponse>, timeout: AttemptTimeout) => Promise<HttpResponse>;

/** Timers may fire this much early, in milliseconds. */
const TIMER_TOLERANCE_MS = 5;

/**
 * Circuit breaker and bulkhead of one upstream account: calls to an upstream that keeps failing are paused, and the number
 * of calls in flight is bounded. A call that got no slot in time was certainly not sent.
 *
 * @param countedTimeoutMs duration in milliseconds from which a timeout counts as a failure of the upstream. A call
 * that waited for its slot may time out earlier
 * @param onPauseChange called when calls are paused, and when they are allowed again
 */
export function createCallPolicy(countedTimeoutMs = 0, onPauseChange?: (isPaused: boolean) => void): CallPolicy {
  const slots = bulkhead(RESILIENCE_POLICY.bulkhead.maxConcurrent, RESILIENCE_POLICY.bulkhead.maxQueued);
  const breaker = createCircuitBreaker(countedTimeoutMs - TIMER_TOLERANCE_MS, onPauseChange);

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
        breaker.assertClosed(); // before the queue, where a call could wait behind calls that hang
        slots.execute(runInSlot).then(resolve, (error: unknown) => reject(toQueueFullError(error)));
      } catch (error) {
        reject(error);
      }
    });
}

function toNotStartedError(reason: TransportError): TransportError {
  return reason.kind === 'aborted' ? reason : new TransportError('queue-full');
}

function toQueueFullError(error: unknown): unknown {
  return error instanceof BulkheadRejectedError ? new TransportError('queue-full') : error;
}
