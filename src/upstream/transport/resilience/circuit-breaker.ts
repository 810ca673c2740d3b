import {
  bulkhead,
  BulkheadRejectedError,
  circuitBreaker,
  CircuitState,
  DelegateBackoff,
  handleWhen,
  SamplingBreaker,
} from 'cockatiel';
import type { RawAnswer } from '../http/send-request.js';
import { TransportFailure } from '../transport-error.js';
import { POLICY } from './policy.js';
import type { TimeLimit } from './attempt-timeout.js';

/** Lets a try through, or not. */
export type Guard = (attempt: () => Promise<RawAnswer>, limit: TimeLimit) => Promise<RawAnswer>;

/** What says that the upstream itself is ill, and not our network, our caller or our question. */
const ILL: ReadonlySet<string> = new Set(['refused', 'reset', 'timeout']);

const isIll = (error: Error): boolean => error instanceof TransportFailure && ILL.has(error.breakdown);
const isTimeout = (error: unknown): error is TransportFailure =>
  error instanceof TransportFailure && error.breakdown === 'timeout';
const failed = (answer: unknown): boolean => (answer as RawAnswer).status >= 500;

/** Timers may fire this much early, in milliseconds. */
const TIMER_TOLERANCE_MS = 5;

/**
 * Breaker and bulkhead of one upstream account: an upstream that keeps failing is left alone for a while, and no more
 * than so many calls are under way at once. A call that did not get its turn in time was surely not sent.
 *
 * @param patienceMs how long an upstream may take before a timeout speaks against it, in milliseconds; a call that had
 * waited for its place, and was cut off sooner, says nothing of the upstream
 */
export function createGuard(patienceMs = 0): Guard {
  const places = bulkhead(POLICY.bulkhead.atOnce, POLICY.bulkhead.waiting);
  const breaker = createBreaker(patienceMs - TIMER_TOLERANCE_MS);

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

/** A call that was cut off before its upstream had the time it may take. */
class CutShort extends Error {
  constructor(readonly failure: TransportFailure) {
    super('cut short');
  }
}

/** What ends a try without a word of the upstream. */
const ENDED_HERE: ReadonlySet<string> = new Set(['aborted', 'outdated']);

const isUndecided = (error: unknown): boolean =>
  error instanceof CutShort || (error instanceof TransportFailure && ENDED_HERE.has(error.breakdown));

/**
 * Cockatiel's breaker lets calls wait while one tries whether the upstream is back; here they are told at once. A try that
 * ends because nobody waits for it any more, or too soon, decides nothing: the next call tries again.
 */
function createBreaker(leastMs: number) {
  const { failures, calls, windowMs, openMs } = POLICY.breaker;
  const pauseAfter = (reason: object): number => ('error' in reason && isUndecided(reason.error) ? 0 : openMs);
  let opensAt = 0;
  const isTrying = (): boolean => breaker.state === CircuitState.HalfOpen;
  const breaker = circuitBreaker(
    handleWhen((error) => isIll(error) || (isTrying() && isUndecided(error))).orWhenResult(failed),
    {
      halfOpenAfter: new DelegateBackoff(({ result }) => pauseAfter(result)),
      breaker: new SamplingBreaker({ threshold: failures, duration: windowMs, minimumRps: calls / (windowMs / 1000) }),
    },
  );
  breaker.onBreak((reason) => (opensAt = Date.now() + pauseAfter(reason)));

  return {
    /** @throws TransportFailure `shut` when nothing may be sent */
    check(): void {
      const leftMs = opensAt - Date.now();
      if (!isTrying() && (breaker.state === CircuitState.Closed || leftMs <= 0)) return;
      throw new TransportFailure('shut', undefined, undefined, Math.max(1, Math.ceil(leftMs / 1000)));
    },
    async run(attempt: () => Promise<RawAnswer>): Promise<RawAnswer> {
      const began = performance.now();
      const judged = () =>
        attempt().catch((error: unknown) => {
          const isShort = performance.now() - began < leastMs;
          throw isShort && isTimeout(error) ? new CutShort(error) : error;
        });
      try {
        return await breaker.execute(judged);
      } catch (error) {
        throw error instanceof CutShort ? error.failure : error;
      }
    },
  };
}

function noTurn(reason: TransportFailure): TransportFailure {
  return reason.breakdown === 'aborted' ? reason : new TransportFailure('crowded');
}

function told(error: unknown): unknown {
  return error instanceof BulkheadRejectedError ? new TransportFailure('crowded') : error;
}
