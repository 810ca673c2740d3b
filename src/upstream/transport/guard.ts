import {
  BrokenCircuitError,
  bulkhead,
  BulkheadRejectedError,
  circuitBreaker,
  handleWhen,
  SamplingBreaker,
  wrap,
} from 'cockatiel';
import type { RawAnswer } from './attempt.js';
import { TransportFailure } from './failure.js';
import { POLICY } from './policy.js';
import type { TimeLimit } from './time-limit.js';

/** Lets a try through, or not. */
export type Guard = (attempt: () => Promise<RawAnswer>, limit: TimeLimit) => Promise<RawAnswer>;

/** What says that the upstream itself is ill, and not our network, our caller or our question. */
const ILL: ReadonlySet<string> = new Set(['refused', 'reset', 'timeout']);

const isIll = (error: Error): boolean => error instanceof TransportFailure && ILL.has(error.breakdown);

/**
 * Breaker and bulkhead of one upstream account: an upstream that keeps failing is left alone for a while, and no more
 * than so many calls are under way at once. A call that did not get its turn in time was surely not sent.
 */
export function createGuard(): Guard {
  const { failures, calls, windowMs, openMs } = POLICY.breaker;
  const breaker = circuitBreaker(
    handleWhen(isIll).orWhenResult((answer) => (answer as RawAnswer).status >= 500),
    {
      halfOpenAfter: openMs,
      breaker: new SamplingBreaker({
        threshold: failures,
        duration: windowMs,
        minimumRps: calls / (windowMs / 1000),
      }),
    },
  );
  const policy = wrap(breaker, bulkhead(POLICY.bulkhead.atOnce, POLICY.bulkhead.waiting));

  return (attempt, limit) =>
    new Promise((resolve, reject) => {
      let hasTurn = false;
      const giveUp = () => {
        if (!hasTurn) reject(limit.reason?.breakdown === 'aborted' ? limit.reason : new TransportFailure('crowded'));
      };
      limit.once('abort', giveUp);
      policy
        .execute(() => {
          hasTurn = true;
          return attempt();
        })
        .then(resolve, (error: unknown) => reject(told(error)));
    });
}

function told(error: unknown): unknown {
  if (error instanceof BulkheadRejectedError) return new TransportFailure('crowded');
  if (!(error instanceof BrokenCircuitError)) return error;
  return new TransportFailure('shut', undefined, undefined, Math.ceil(POLICY.breaker.openMs / 1000));
}
