import { bulkhead, BulkheadRejectedError, circuitBreaker, CircuitState, handleWhen, SamplingBreaker } from 'cockatiel';
import type { RawAnswer } from './attempt.js';
import { TransportFailure } from './failure.js';
import { POLICY } from './policy.js';
import type { TimeLimit } from './time-limit.js';

/** Lets a try through, or not. */
export type Guard = (attempt: () => Promise<RawAnswer>, limit: TimeLimit) => Promise<RawAnswer>;

/** What says that the upstream itself is ill, and not our network, our caller or our question. */
const ILL: ReadonlySet<string> = new Set(['refused', 'reset', 'timeout']);

const isIll = (error: Error): boolean => error instanceof TransportFailure && ILL.has(error.breakdown);
const failed = (answer: unknown): boolean => (answer as RawAnswer).status >= 500;

/**
 * Breaker and bulkhead of one upstream account: an upstream that keeps failing is left alone for a while, and no more
 * than so many calls are under way at once. A call that did not get its turn in time was surely not sent.
 */
export function createGuard(): Guard {
  const places = bulkhead(POLICY.bulkhead.atOnce, POLICY.bulkhead.waiting);
  const breaker = createBreaker();

  return (attempt, limit) =>
    new Promise((resolve, reject) => {
      let hasTurn = false;
      limit.onEnd((reason) => hasTurn || reject(noTurn(reason)));
      const takeTurn = (): Promise<RawAnswer> => {
        if (limit.reason) throw noTurn(limit.reason);
        breaker.check();
        hasTurn = true;
        return breaker.run(attempt);
      };
      try {
        breaker.check(); // who waits for a place behind calls that hang would not be answered at once
        places.execute(takeTurn).then(resolve, (error: unknown) => reject(told(error)));
      } catch (error) {
        reject(error);
      }
    });
}

/** Cockatiel's breaker lets calls wait while one tries whether the upstream is back; here they are told at once. */
function createBreaker() {
  const { failures, calls, windowMs, openMs } = POLICY.breaker;
  const breaker = circuitBreaker(handleWhen(isIll).orWhenResult(failed), {
    halfOpenAfter: openMs,
    breaker: new SamplingBreaker({ threshold: failures, duration: windowMs, minimumRps: calls / (windowMs / 1000) }),
  });
  let opensAt = 0;
  breaker.onBreak(() => (opensAt = Date.now() + openMs));

  return {
    /** @throws TransportFailure `shut` when nothing may be sent */
    check(): void {
      const leftMs = opensAt - Date.now();
      const isTrying = breaker.state === CircuitState.HalfOpen;
      if (!isTrying && (breaker.state === CircuitState.Closed || leftMs <= 0)) return;
      throw new TransportFailure('shut', undefined, undefined, Math.max(1, Math.ceil(leftMs / 1000)));
    },
    run: (attempt: () => Promise<RawAnswer>): Promise<RawAnswer> => breaker.execute(attempt),
  };
}

function noTurn(reason: TransportFailure): TransportFailure {
  return reason.breakdown === 'aborted' ? reason : new TransportFailure('crowded');
}

function told(error: unknown): unknown {
  return error instanceof BulkheadRejectedError ? new TransportFailure('crowded') : error;
}
