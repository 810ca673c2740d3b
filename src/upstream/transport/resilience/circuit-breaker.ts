import { circuitBreaker, CircuitState, DelegateBackoff, handleWhen, SamplingBreaker } from 'cockatiel';
import type { HttpResponse } from '../http/send-request.js';
import { TransportError } from '../transport-error.js';
import { RESILIENCE_POLICY } from './policy.js';

/** Errors that count as failures of the upstream. */
const UNHEALTHY_KINDS: ReadonlySet<string> = new Set(['connect-failed', 'reset', 'timeout']);

const isUnhealthy = (error: Error): boolean => error instanceof TransportError && UNHEALTHY_KINDS.has(error.kind);
const isTimeout = (error: unknown): error is TransportError =>
  error instanceof TransportError && error.kind === 'timeout';
const isServerError = (response: unknown): boolean => (response as HttpResponse).status >= 500;

/** A timeout that is too early to count as a failure of the upstream. */
class EarlyTimeout extends Error {
  constructor(readonly error: TransportError) {
    super('early timeout');
  }
}

/** Errors of attempts that the gateway itself ended. */
const ENDED_LOCALLY: ReadonlySet<string> = new Set(['aborted', 'stale-read']);

const isInconclusive = (error: unknown): boolean =>
  error instanceof EarlyTimeout || (error instanceof TransportError && ENDED_LOCALLY.has(error.kind));

const { failureRatio, minCalls, windowMs, openMs } = RESILIENCE_POLICY.breaker;

const getOpenMs = (reason: object): number => ('error' in reason && isInconclusive(reason.error) ? 0 : openMs);

/**
 * While one call probes a recovering upstream, cockatiel queues the others; here they fail at once. A probe that is cancelled
 * or times out early decides nothing: the next call is the probe.
 */
export function createCircuitBreaker(minDurationMs: number, onPauseChange?: (isPaused: boolean) => void) {
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
  breaker.onBreak(() => onPauseChange?.(true));
  breaker.onReset(() => onPauseChange?.(false));

  return {
    /** @throws TransportError `circuit-open` while calls are paused */
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
